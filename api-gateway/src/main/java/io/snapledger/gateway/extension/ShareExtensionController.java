package io.snapledger.gateway.extension;

import io.snapledger.gateway.edge.ManilaApi;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code /extensions}: Manila's became part of its API, and none was left. */
@ManilaApi
final class ShareExtensionController {

    @GetMapping("/extensions")
    ExtensionController.All list() {
        return new ExtensionController.All(List.of());
    }
}
