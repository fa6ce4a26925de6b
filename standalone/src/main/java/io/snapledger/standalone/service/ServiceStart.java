package io.snapledger.standalone.service;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.snapledger.standalone.failure.CannotStart;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Starts services with one order of settings: wiring, arguments, variables, files, usual, the
 * service's own.
 */
final class ServiceStart {

    private final String[] arguments;
    private final List<PropertySource<?>> files;

    ServiceStart(String[] arguments, List<PropertySource<?>> files) {
        this.arguments = arguments.clone();
        this.files = List.copyOf(files);
    }

    ConfigurableApplicationContext start(Service service) {
        SpringApplication application = new SpringApplication(service.application());
        application.setWebApplicationType(
                service.web() ? WebApplicationType.SERVLET : WebApplicationType.NONE);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        // The services stop one after the other, in Standalone's own hook.
        application.setRegisterShutdownHook(false);
        application.addListeners(new Settings(service, files));
        application.addInitializers(context ->
                service.beans().forEach((name, bean) -> give(context, service.web(), name, bean)));
        try {
            return application.run(arguments);
        } catch (RuntimeException e) {
            throw new CannotStart(
                    "The %s does not start: %s".formatted(service.name(), FailureReason.of(e)), e);
        }
    }

    private static void give(
            ConfigurableApplicationContext context, boolean web, String name, Object bean) {
        if (web
                && bean instanceof PrometheusMeterRegistry meters
                && context.getBeanFactory() instanceof BeanDefinitionRegistry definitions) {
            // As a bean of its own, so that Boot equips it, once, with filters and with what a JVM
            // and a web server have to show.
            AbstractBeanDefinition definition =
                    BeanDefinitionBuilder.genericBeanDefinition(
                                    PrometheusMeterRegistry.class, () -> meters)
                            .getBeanDefinition();
            definition.setDestroyMethodName("");
            definitions.registerBeanDefinition(name, definition);
        } else {
            context.getBeanFactory().registerSingleton(name, bean);
        }
    }

    /**
     * Runs before Boot reads the service's own configuration file, which Boot puts behind all that
     * is there.
     */
    private record Settings(Service service, List<PropertySource<?>> files)
            implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

        @Override
        public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
            MutablePropertySources sources = event.getEnvironment().getPropertySources();
            Map<String, Object> wiring = new HashMap<>(service.wiring());
            wiring.put("spring.config.name", service.name());
            // What the user's files say is there already; here only the service's own file is
            // wanted.
            wiring.put("spring.config.location", "classpath:/");
            wiring.put("spring.config.additional-location", "");
            // Several contexts would fight over the same names.
            wiring.put("spring.jmx.enabled", "false");
            sources.addFirst(new MapPropertySource("standalone's wiring", wiring));
            String before = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
            for (PropertySource<?> file : files) {
                sources.addAfter(before, file);
                before = file.getName();
            }
            sources.addAfter(before, new MapPropertySource("standalone's usual", service.usual()));
        }

        @Override
        public int getOrder() {
            return Ordered.HIGHEST_PRECEDENCE;
        }
    }
}
