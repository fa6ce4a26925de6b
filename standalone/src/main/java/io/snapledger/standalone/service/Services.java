package io.snapledger.standalone.service;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.snapledger.agent.StorageAgentApplication;
import io.snapledger.command.CommandServiceApplication;
import io.snapledger.gateway.GatewayApplication;
import io.snapledger.link.read.ReadInterfaces;
import io.snapledger.query.QueryServiceApplication;
import io.snapledger.standalone.kafka.EmbeddedKafka;
import io.snapledger.standalone.postgres.EmbeddedPostgresServer;
import io.snapledger.standalone.postgres.PostgresLogin;
import io.snapledger.standalone.settings.StandaloneSettings;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.CommandBus;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * How the services are wired when they share one JVM: what each is told, and what one hands to
 * another.
 */
public final class Services {

    /** The backends of shares that are there unless others are configured. */
    private static final List<String> SHARE_BACKENDS = List.of("alpha", "beta");

    /** What lets the readers of the event log sleep, by the name that both services know it by. */
    private static final String WAKE_UP = "wakeUp";

    private final ServiceStart start;
    private final StandaloneSettings settings;
    private final Path dataFolder;
    private final EmbeddedPostgresServer postgres;
    private final EmbeddedKafka kafka;
    private final PrometheusRegistry figures = new PrometheusRegistry();
    private final PrometheusMeterRegistry meters =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, figures, Clock.SYSTEM);

    public Services(
            String[] arguments,
            StandaloneSettings settings,
            Path dataFolder,
            EmbeddedPostgresServer postgres,
            EmbeddedKafka kafka) {
        this.start = new ServiceStart(arguments, settings.files());
        this.settings = settings;
        this.dataFolder = dataFolder;
        this.postgres = postgres;
        this.kafka = kafka;
        showDisk();
    }

    private void showDisk() {
        File folder = dataFolder.toFile();
        Gauge.builder("snapledger.data.free", folder, File::getUsableSpace)
                .description("What is left on the disk of the data folder")
                .baseUnit("bytes")
                .strongReference(true)
                .register(meters);
        Gauge.builder("snapledger.data.capacity", folder, File::getTotalSpace)
                .description("The size of the disk of the data folder")
                .baseUnit("bytes")
                .strongReference(true)
                .register(meters);
    }

    public ConfigurableApplicationContext startCommandService() {
        Map<String, Object> wiring = new HashMap<>(database("spring.datasource"));
        wiring.putAll(broker());
        // Upstream's ten volumes for a project are soon used up by whoever tries things out.
        Map<String, Object> usual = new HashMap<>(usual());
        usual.put("snapledger.quota.volumes", "5000");
        usual.put("snapledger.quota.snapshots", "5000");
        usual.put("snapledger.quota.groups", "5000");
        usual.put("snapledger.quota.gigabytes", "100000");
        usual.put("snapledger.quota.shared-file-system.shares", "5000");
        usual.put("snapledger.quota.shared-file-system.snapshots", "5000");
        usual.put("snapledger.quota.shared-file-system.gigabytes", "100000");
        usual.put("snapledger.quota.shared-file-system.snapshot-gigabytes", "100000");
        usual.put("snapledger.proof.key-file", ProofKey.in(dataFolder).toString());
        for (int i = 0; i < SHARE_BACKENDS.size(); i++) {
            usual.put("snapledger.shares.backends[" + i + "].name", SHARE_BACKENDS.get(i));
        }
        return start.start(
                new Service(
                        CommandServiceApplication.CONFIG_NAME,
                        CommandServiceApplication.class,
                        false,
                        wiring,
                        usual,
                        meters()));
    }

    public ConfigurableApplicationContext startQueryService(
            ConfigurableApplicationContext commandService) {
        Map<String, Object> beans = new HashMap<>(meters());
        // Its readers are woken by the writer itself.
        beans.put(WAKE_UP, commandService.getBean(WAKE_UP));
        Map<String, Object> wiring = new HashMap<>(database("spring.datasource"));
        wiring.putAll(database("snapledger.event-log.datasource"));
        wiring.putAll(broker());
        ConfigurableApplicationContext context =
                start.start(
                        new Service(
                                "query-service",
                                QueryServiceApplication.class,
                                false,
                                wiring,
                                usual(),
                                beans));
        // Boot would do it for a registry that it has made itself.
        context.getBeansOfType(MeterBinder.class).values().forEach(binder -> binder.bindTo(meters));
        return context;
    }

    public ConfigurableApplicationContext startStorageAgent() {
        Map<String, Object> usual = new HashMap<>(usual());
        Path storage = dataFolder.resolve("storage");
        usual.put("snapledger.agent.filesystem.root", storage.toString());
        for (String backend : SHARE_BACKENDS) {
            usual.put(
                    "snapledger.agent.backends." + backend + ".root",
                    storage.resolve(backend).toString());
        }
        Map<String, Object> wiring = new HashMap<>(broker());
        wiring.put("snapledger.agent.state-dir", dataFolder.resolve("agent").toString());
        return start.start(
                new Service(
                        "storage-agent",
                        StorageAgentApplication.class,
                        false,
                        wiring,
                        usual,
                        meters()));
    }

    public ConfigurableApplicationContext startGateway(
            ConfigurableApplicationContext commandService,
            ConfigurableApplicationContext queryService,
            ConfigurableApplicationContext storageAgent) {
        Map<String, Object> beans = new HashMap<>(meters());
        beans.put("commandBus", commandService.getBean(CommandBus.class));
        ReadInterfaces.ALL.forEach(
                type -> beans.put(type.getSimpleName(), only(type, queryService.getBean(type))));
        beans.putAll(
                PromptHealth.of(
                        Map.of(
                                CommandServiceApplication.CONFIG_NAME,
                                healthOf(commandService),
                                "query-service",
                                healthOf(queryService),
                                "storage-agent",
                                healthOf(storageAgent))));
        beans.put("postgres", (HealthIndicator) this::postgresHealth);
        beans.put("kafka", (HealthIndicator) this::kafkaHealth);
        beans.put("disk", (HealthIndicator) this::diskHealth);
        return start.start(
                new Service(
                        GatewayApplication.CONFIGURATION,
                        GatewayApplication.class,
                        true,
                        Map.of(
                                "server.address",
                                settings.listen().getAddress().getHostAddress(),
                                "server.port",
                                settings.listen().getPort(),
                                "management.endpoint.health.group.readiness.include",
                                "readinessState,"
                                        + CommandServiceApplication.CONFIG_NAME
                                        + "/storing"),
                        Map.of(
                                "spring.lifecycle.timeout-per-shutdown-phase", "2s",
                                "server.shutdown", "graceful"),
                        beans));
    }

    private Map<String, Object> database(String prefix) {
        return database(
                prefix,
                new PostgresLogin(postgres.jdbcUrl(), postgres.user(), postgres.password()));
    }

    static Map<String, Object> database(String prefix, PostgresLogin login) {
        return Map.of(
                prefix + ".url", login.url(),
                prefix + ".username", login.user(),
                prefix + ".password", login.password());
    }

    private Map<String, Object> broker() {
        return Map.of("spring.kafka.bootstrap-servers", kafka.bootstrapServers());
    }

    private static Map<String, Object> usual() {
        return Map.of(
                "spring.lifecycle.timeout-per-shutdown-phase", "1s",
                // A consumer of a killed JVM holds its partitions until this has passed; the broker
                // is in the same JVM,
                // so silence for so long is no slow network.
                "spring.kafka.consumer.properties.session.timeout.ms", "3000",
                "spring.kafka.consumer.properties.heartbeat.interval.ms", "1000",
                // Everybody who reads the log is in this process, and woken by the writer itself.
                "snapledger.event-log.announce", "false",
                // The machine's own health is told once, by the gateway.
                "management.health.defaults.enabled", "false",
                "management.health.db.enabled", "true");
    }

    private Map<String, Object> meters() {
        return Map.of("meterRegistry", meters, "prometheusRegistry", figures);
    }

    /**
     * The bean as nothing but one interface: the gateway's MVC would serve a controller of the
     * query service to the world.
     */
    private static Object only(Class<?> type, Object bean) {
        return Proxy.newProxyInstance(
                Services.class.getClassLoader(),
                new Class<?>[] {type},
                (_, method, arguments) -> {
                    try {
                        return method.invoke(bean, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }

    private static HealthContributor healthOf(ConfigurableApplicationContext service) {
        return CompositeHealthContributor.fromMap(
                service.getBean(HealthContributorRegistry.class).stream()
                        .collect(
                                Collectors.toMap(
                                        HealthContributors.Entry::name,
                                        HealthContributors.Entry::contributor)));
    }

    private Health postgresHealth() {
        return (postgres.process().isPresent() ? Health.up() : Health.down()).build();
    }

    private Health kafkaHealth() {
        return (kafka.isServing() ? Health.up() : Health.down())
                .withDetail("bootstrapServers", kafka.bootstrapServers())
                .build();
    }

    private Health diskHealth() {
        File folder = dataFolder.toFile();
        long free = folder.getUsableSpace();
        // It works as long as anything is left, and then nothing is stored.
        return (free < settings.lowDisk().toBytes() ? Health.status("DEGRADED") : Health.up())
                .withDetail("free", free)
                .withDetail("capacity", folder.getTotalSpace())
                .withDetail("degraded_below", settings.lowDisk().toBytes())
                .build();
    }
}
