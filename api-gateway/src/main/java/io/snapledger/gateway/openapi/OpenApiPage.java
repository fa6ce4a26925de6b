package io.snapledger.gateway.openapi;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.webjars.WebJarVersionLocator;

/** Below {@code /docs/}: a page that shows the document, with everything it needs in this jar. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "snapledger.openapi.enabled", matchIfMissing = true)
class OpenApiPage implements WebMvcConfigurer {

    private static final String WEBJAR = "swagger-ui";

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        String version = new WebJarVersionLocator().version(WEBJAR);
        if (version == null) {
            throw new IllegalStateException("no webjar " + WEBJAR + " on the class path");
        }
        registry.addResourceHandler("/docs/*")
                .addResourceLocations(
                        "classpath:/io/snapledger/gateway/openapi/page/",
                        "classpath:/META-INF/resources/webjars/%s/%s/".formatted(WEBJAR, version));
    }
}
