package io.snapledger.gateway.openapi;

import io.snapledger.gateway.answer.Answers;
import io.snapledger.gateway.policy.PolicyRules;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** {@code GET /openapi.json}, for everybody; and the way to the page that shows it. */
@Controller
@ConditionalOnBooleanProperty(name = "snapledger.openapi.enabled", matchIfMissing = true)
class OpenApiController {

    private final Supplier<String> document;

    OpenApiController(
            @Qualifier("requestMappingHandlerMapping")
                    ObjectProvider<RequestMappingHandlerMapping> routes,
            List<Shapes> shapes,
            List<PolicyRules> policies) {
        // Built when first asked for: the routes are not known before this controller is one.
        this.document =
                SingletonSupplier.of(() ->
                        OpenApiDocument.written(
                                document(routes.getObject(), shapes, policies).tree()));
    }

    static OpenApiDocument document(
            RequestMappingHandlerMapping routes, List<Shapes> shapes, List<PolicyRules> policies) {
        return new OpenApiDocument(
                routes.getHandlerMethods().entrySet().stream()
                        .flatMap(route -> Operation.of(route.getKey(), route.getValue()).stream())
                        .toList(),
                shapes,
                policies);
    }

    @GetMapping("/openapi.json")
    void showDescription(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Answers.send(request, response, 200, Answers.JSON, document.get());
    }

    // Relative, so that they are right behind any prefix.

    @GetMapping("/docs")
    @ResponseStatus(HttpStatus.FOUND)
    void showPage(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Location", "docs/index.html");
        Answers.sendEmpty(request, response, HttpServletResponse.SC_FOUND);
    }

    @GetMapping("/docs/")
    @ResponseStatus(HttpStatus.FOUND)
    void showPageOfFolder(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Location", "index.html");
        Answers.sendEmpty(request, response, HttpServletResponse.SC_FOUND);
    }
}
