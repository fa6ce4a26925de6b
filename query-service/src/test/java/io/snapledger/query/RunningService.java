package io.snapledger.query;

import io.snapledger.contract.read.ReadPosition;
import io.snapledger.link.server.LinkServerConfiguration;
import io.snapledger.query.projection.TrailProgress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ConfigurableApplicationContext;

/** The service itself, started on a database. */
final class RunningService implements AutoCloseable {

    static final Duration LONG = Duration.ofSeconds(30);

    private static final Duration SHORT = Duration.ofSeconds(1);

    private final ConfigurableApplicationContext context;

    private RunningService(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static RunningService on(String url, String... settings) {
        List<String> arguments = new ArrayList<>(database(url));
        for (String setting : settings) {
            arguments.add("--" + setting);
        }
        return new RunningService(
                new SpringApplicationBuilder(QueryServiceApplication.class)
                        // There is no Kafka, unless a test says where.
                        .properties(
                                "spring.config.name=query-service",
                                "snapledger.agents.enabled=false")
                        .run(arguments.toArray(String[]::new)));
    }

    /** The same as a process of its own would be, which others may call. */
    static RunningService served(String url, String... settings) {
        List<String> arguments = new ArrayList<>(database(url));
        arguments.addAll(List.of(settings));
        arguments.addAll(
                List.of(
                        "--server.port=0",
                        "--snapledger.drain=0s",
                        "--snapledger.link.without-certificates=true",
                        "--snapledger.agents.enabled=false"));
        return new RunningService(
                new SpringApplicationBuilder(
                                QueryServiceApplication.class, LinkServerConfiguration.class)
                        .properties("spring.config.name=query-service,query-service-process")
                        .run(arguments.toArray(String[]::new)));
    }

    /** Where it is served. */
    URI url() {
        return URI.create(
                "http://127.0.0.1:"
                        + context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    /** The settings that say where the database is. */
    static List<String> database(String url) {
        String user =
                URI.create(url.substring("jdbc:".length())).getQuery().replaceAll(".*user=", "");
        return List.of(
                "--spring.datasource.url=" + url,
                "--spring.datasource.username=" + user,
                "--snapledger.event-log.datasource.url=" + url,
                "--snapledger.event-log.datasource.username=" + user);
    }

    <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    <T> List<T> all(Class<T> type) {
        return List.copyOf(context.getBeansOfType(type).values());
    }

    <T> T get(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    boolean shows(long position) {
        return shows(position, LONG);
    }

    /** In the trail as well. */
    boolean shows(long position, Duration atMost) {
        if (!get(ReadPosition.class).await(position, atMost)) {
            return false;
        }
        TrailProgress trail = get(TrailProgress.class);
        try {
            Awaitility.await()
                    .atMost(atMost.plus(SHORT))
                    .pollDelay(Duration.ZERO)
                    .until(trail::await);
            return true;
        } catch (ConditionTimeoutException _) {
            return false;
        }
    }

    Health health() {
        Health health = get("projectionHealthIndicator", HealthIndicator.class).health();
        if (health == null) {
            throw new IllegalStateException("no health");
        }
        return health;
    }

    @Override
    public void close() {
        context.close();
    }
}
