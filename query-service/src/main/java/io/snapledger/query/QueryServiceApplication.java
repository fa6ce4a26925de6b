package io.snapledger.query;

import io.snapledger.link.server.LinkServerConfiguration;
import io.snapledger.operations.trace.TraceConfiguration;
import io.snapledger.query.rebuild.RebuildCommand;
import java.io.PrintStream;
import java.util.Map;
import java.util.function.Function;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.metrics.DataSourcePoolMetricsAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;

/**
 * The query-service.
 *
 * <p>It names the parts of Spring Boot that it uses instead of leaving out those it does not: in
 * standalone every service's jars share one class path, and what another service brings there must
 * change nothing here.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@ComponentScan
@ConfigurationPropertiesScan
@ImportAutoConfiguration({
    PropertyPlaceholderAutoConfiguration.class,
    ConfigurationPropertiesAutoConfiguration.class,
    LifecycleAutoConfiguration.class,
    ValidationAutoConfiguration.class,
    DataSourceAutoConfiguration.class,
    DataSourceTransactionManagerAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    JdbcClientAutoConfiguration.class,
    FlywayAutoConfiguration.class,
    SslAutoConfiguration.class,
    KafkaAutoConfiguration.class,
    HealthContributorRegistryAutoConfiguration.class,
    HealthContributorAutoConfiguration.class,
    MetricsAutoConfiguration.class,
    CompositeMeterRegistryAutoConfiguration.class,
    PrometheusMetricsExportAutoConfiguration.class,
    SimpleMetricsExportAutoConfiguration.class,
    DataSourcePoolMetricsAutoConfiguration.class
})
@Import(TraceConfiguration.class)
public class QueryServiceApplication {

    public static void main(String[] arguments) {
        if (asksForViews(arguments)) {
            System.exit(
                    viewCommand(
                            arguments,
                            settings -> start(arguments, settings),
                            System.out,
                            System.err));
        }
        new SpringApplicationBuilder(QueryServiceApplication.class, LinkServerConfiguration.class)
                .properties("spring.config.name=query-service,query-service-process")
                .run(arguments);
    }

    /** Whether arguments ask for work on views instead of the service. */
    public static boolean asksForViews(String[] arguments) {
        return RebuildCommand.isAsked(arguments);
    }

    /**
     * Does that work.
     *
     * @param start starts this application with settings that go before all others
     * @return the exit code
     */
    public static int viewCommand(
            String[] arguments,
            Function<Map<String, Object>, ConfigurableApplicationContext> start,
            PrintStream out,
            PrintStream err) {
        return RebuildCommand.run(arguments, start, out, err);
    }

    private static ConfigurableApplicationContext start(
            String[] arguments, Map<String, Object> settings) {
        return new SpringApplicationBuilder(QueryServiceApplication.class)
                .properties("spring.config.name=query-service")
                .initializers(context ->
                        context.getEnvironment()
                                .getPropertySources()
                                .addFirst(new MapPropertySource("command", settings)))
                .run(arguments);
    }
}
