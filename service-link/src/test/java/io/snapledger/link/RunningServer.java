package io.snapledger.link;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.snapledger.link.server.CommandServerConfiguration;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.common.Registration;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** What a command-service serves, with a bus that does what a test says. */
public final class RunningServer implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final String scheme;

    private RunningServer(ConfigurableApplicationContext context, String scheme) {
        this.context = context;
        this.scheme = scheme;
    }

    /** One that believes everybody on this machine. */
    public static RunningServer plain(
            Function<CommandMessage<?>, CommandResultMessage<?>> bus, String... settings) {
        List<String> all = new ArrayList<>(List.of(settings));
        all.add("--snapledger.link.without-certificates=true");
        return new RunningServer(start(bus, all), "http");
    }

    /** One that wants certificates. */
    public static RunningServer withCertificates(
            Function<CommandMessage<?>, CommandResultMessage<?>> bus, String... settings) {
        return new RunningServer(start(bus, List.of(settings)), "https");
    }

    private static ConfigurableApplicationContext start(
            Function<CommandMessage<?>, CommandResultMessage<?>> bus, List<String> settings) {
        List<String> arguments = new ArrayList<>(settings);
        arguments.add("--server.address=127.0.0.1");
        arguments.add("--server.port=0");
        arguments.add("--spring.main.banner-mode=off");
        arguments.add("--management.endpoints.web.exposure.include=health,metrics");
        return new SpringApplicationBuilder(Application.class, CommandServerConfiguration.class)
                .initializers(context ->
                        context.getBeanFactory().registerSingleton("commandBus", new FakeBus(bus)))
                .run(arguments.toArray(String[]::new));
    }

    /** Where it is. */
    public URI url() {
        return URI.create(
                scheme
                        + "://127.0.0.1:"
                        + context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    /** What it has counted. */
    public MeterRegistry meters() {
        return context.getBean(MeterRegistry.class);
    }

    @Override
    public void close() {
        context.close();
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        PropertyPlaceholderAutoConfiguration.class,
        ConfigurationPropertiesAutoConfiguration.class,
        LifecycleAutoConfiguration.class,
        ValidationAutoConfiguration.class
    })
    static class Application {

        @Bean
        HealthIndicator part() {
            return () -> Health.up().withDetail("word", "all is well").build();
        }

        @Bean
        SimpleMeterRegistry meters() {
            return new SimpleMeterRegistry();
        }
    }

    private record FakeBus(Function<CommandMessage<?>, CommandResultMessage<?>> handler)
            implements CommandBus {

        @Override
        public <C> void dispatch(CommandMessage<C> command) {
            dispatch(command, (_, _) -> {});
        }

        @Override
        @SuppressWarnings("unchecked")
        public <C, R> void dispatch(
                CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
            callback.onResult(command, (CommandResultMessage<? extends R>) handler.apply(command));
        }

        @Override
        public Registration subscribe(
                String name, MessageHandler<? super CommandMessage<?>> commandHandler) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Registration registerDispatchInterceptor(
                MessageDispatchInterceptor<? super CommandMessage<?>> interceptor) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Registration registerHandlerInterceptor(
                MessageHandlerInterceptor<? super CommandMessage<?>> interceptor) {
            throw new UnsupportedOperationException();
        }
    }
}
