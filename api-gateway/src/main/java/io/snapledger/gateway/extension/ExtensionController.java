package io.snapledger.gateway.extension;

import io.snapledger.gateway.edge.CinderApi;
import io.snapledger.gateway.edge.NotServed;
import io.snapledger.gateway.fault.Fault;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.springframework.context.ApplicationContext;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** {@code /extensions}: what the controllers say that they serve. */
@CinderApi
final class ExtensionController {

    // Not before the first request: then every controller is there.
    private final Supplier<SortedMap<String, Extension>> served;

    ExtensionController(ApplicationContext context) {
        served = SingletonSupplier.of(() -> servedIn(context));
    }

    @GetMapping("/extensions")
    All list() {
        return new All(List.copyOf(served.get().values()));
    }

    @GetMapping("/extensions/{alias}")
    One show(@PathVariable String alias) {
        Extension extension = served.get().get(alias);
        if (extension == null) {
            throw Fault.notFound();
        }
        return new One(extension);
    }

    @GetMapping({"/extensions/new", "/extensions/{alias}/edit"})
    @NotServed
    void form() {}

    private static SortedMap<String, Extension> servedIn(ApplicationContext context) {
        SortedMap<String, Extension> extensions = new TreeMap<>();
        for (String bean : context.getBeanNamesForAnnotation(CinderApi.class)) {
            Class<?> controller = context.getType(bean);
            if (controller != null) {
                Arrays.stream(controller.getAnnotationsByType(ServesExtension.class))
                        .forEach(one -> extensions.put(one.alias(), Extension.of(one)));
            }
        }
        return extensions;
    }

    /** {@code {"extensions": […]}} */
    record All(List<Extension> extensions) {}

    /** {@code {"extension": {…}}} */
    record One(Extension extension) {}

    /**
     * One extension.
     *
     * @param links none, as upstream never got round to them
     */
    record Extension(
            String name, String alias, String description, String updated, List<String> links) {

        private static Extension of(ServesExtension served) {
            return new Extension(
                    served.name(),
                    served.alias(),
                    served.description(),
                    served.updated(),
                    List.of());
        }
    }
}
