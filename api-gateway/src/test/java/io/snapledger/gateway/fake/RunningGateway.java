package io.snapledger.gateway.fake;

import io.snapledger.gateway.GatewayApplication;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.function.SingletonSupplier;

/** The whole gateway on a real Tomcat, on a free port, over fakes. */
public final class RunningGateway implements AutoCloseable {

    public final FakeReads reads = new FakeReads();
    public final FakeCommandBus commands = new FakeCommandBus();

    private static final Supplier<RunningGateway> SHARED = SingletonSupplier.of(() -> with());

    private final ConfigurableApplicationContext context;

    /** One with the settings it ships with, for every test of this JVM; its fakes are reset. */
    public static RunningGateway shared() {
        RunningGateway gateway = SHARED.get();
        gateway.reads.reset();
        gateway.commands.reset();
        return gateway;
    }

    /**
     * Starts it.
     *
     * @param settings as {@code name=value}
     */
    public static RunningGateway with(String... settings) {
        return new RunningGateway(settings);
    }

    private RunningGateway(String... settings) {
        SpringApplication application = new SpringApplication(GatewayApplication.class);
        application.setDefaultProperties(
                Map.of(
                        "spring.config.name",
                        GatewayApplication.CONFIGURATION,
                        "spring.main.log-startup-info",
                        "false"));
        application.addInitializers(fresh -> register(fresh.getBeanFactory()));
        context =
                application.run(
                        Stream.concat(freePort(settings), Arrays.stream(settings))
                                .map(setting -> "--" + setting)
                                .toArray(String[]::new));
    }

    private static Stream<String> freePort(String... settings) {
        boolean given = Arrays.stream(settings).anyMatch(one -> one.startsWith("server.port="));
        return given ? Stream.empty() : Stream.of("server.port=0");
    }

    private void register(ConfigurableListableBeanFactory beans) {
        beans.registerSingleton("commandBus", commands);
        beans.registerSingleton("readPosition", reads.readPosition());
        beans.registerSingleton("volumeTypeReads", reads.volumeTypeReads());
        beans.registerSingleton("groupTypeReads", reads.groupTypeReads());
        beans.registerSingleton("groupReads", reads.groupReads());
        beans.registerSingleton("volumeReads", reads.volumeReads());
        beans.registerSingleton("snapshotReads", reads.snapshotReads());
        beans.registerSingleton("groupSnapshotReads", reads.groupSnapshotReads());
        beans.registerSingleton("shareTypeReads", reads.shareTypeReads());
        beans.registerSingleton("shareReads", reads.shareReads());
        beans.registerSingleton("shareInstanceReads", reads.shareInstanceReads());
        beans.registerSingleton("shareSnapshotReads", reads.shareSnapshotReads());
        beans.registerSingleton("shareSnapshotInstanceReads", reads.shareSnapshotInstanceReads());
        beans.registerSingleton("quotaReads", reads.quotaReads());
        beans.registerSingleton("statusHistoryReads", reads.statusHistoryReads());
        beans.registerSingleton("statisticsReads", reads.statisticsReads());
        beans.registerSingleton("resourceStateReads", reads.resourceStateReads());
        beans.registerSingleton("statusChangeFeed", reads.statusChangeFeed());
        beans.registerSingleton("eventProofReads", reads.eventProofReads());
        beans.registerSingleton("agentReads", reads.agentReads());
        beans.registerSingleton("refusedAttemptReads", reads.refusedAttemptReads());
        beans.registerSingleton("viewRebuilds", reads.viewRebuilds());
    }

    public int port() {
        if (context instanceof WebServerApplicationContext web && web.getWebServer() != null) {
            return web.getWebServer().getPort();
        }
        throw new IllegalStateException("no web server");
    }

    /** A request to the actuator where that has a port of its own. */
    public RawRequest toManagement(String method, String target) {
        return new RawRequest(
                context.getEnvironment()
                        .getRequiredProperty("local.management.port", Integer.class),
                method,
                target);
    }

    /** Every bean of that type. */
    public <T> List<T> beans(Class<T> type) {
        return List.copyOf(context.getBeansOfType(type).values());
    }

    /** A request that says nothing but where it goes. */
    public RawRequest request(String method, String target) {
        return new RawRequest(port(), method, target);
    }

    /** A request of an ordinary member of project {@code d0}, at the newest version. */
    public RawRequest asMember(String method, String target) {
        return request(method, target)
                .header("X-Auth-Token", "demo:d0:member,reader")
                .header("OpenStack-API-Version", "volume 3.70")
                .header("Accept", "application/json");
    }

    /** A request of an administrator of project {@code a0}, at the newest version. */
    public RawRequest asAdmin(String method, String target) {
        return request(method, target)
                .header("X-Auth-Token", "root:a0:admin,member,reader")
                .header("OpenStack-API-Version", "volume 3.70")
                .header("Accept", "application/json");
    }

    /** A request of an ordinary member of project {@code d0}, of the shared file systems' API. */
    public RawRequest asShareMember(String method, String target) {
        return ofShares(method, target, "demo:d0:member,reader");
    }

    /** A request of an administrator of project {@code a0}, of the shared file systems' API. */
    public RawRequest asShareAdmin(String method, String target) {
        return ofShares(method, target, "root:a0:admin,member,reader");
    }

    /** A request of somebody, of the shared file systems' API. */
    public RawRequest ofShares(String method, String target, String token) {
        return request(method, target)
                .header("X-Auth-Token", token)
                .header("X-OpenStack-Manila-API-Version", "2.73")
                .header("Accept", "application/json");
    }

    @Override
    public void close() {
        context.close();
    }
}
