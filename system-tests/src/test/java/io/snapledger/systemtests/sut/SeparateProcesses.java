package io.snapledger.systemtests.sut;

import io.snapledger.testservers.FreePort;
import io.snapledger.testservers.Servers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Every service in processes of its own, several of each, on one PostgreSQL and a cluster of Kafka
 * brokers: as an operator runs them, with the roles, topics and certificates that the docs have the
 * operator make.
 */
public final class SeparateProcesses implements SystemUnderTest {

    /** How many there are of each. */
    public record Size(int gateways, int commands, int queries, int agents, int brokers) {

        /** What is said of the layout is said of this. */
        public static final Size FULL = new Size(2, 2, 2, 2, 3);

        /** Enough for a service to have a neighbour. */
        public static final Size SMALL = new Size(1, 2, 2, 1, 1);
    }

    private final Path module = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    private final Path operations = module.resolveSibling("docs").resolve("operations");
    private final List<String> settings;
    private final Path dataDir;
    private final PostgresServer postgres;
    private final KafkaBrokers kafka;
    private final HttpClient http;
    private final List<ServiceProcess> gateways = new ArrayList<>();
    private final List<ServiceProcess> commands = new ArrayList<>();
    private final List<ServiceProcess> queries = new ArrayList<>();
    private final List<ServiceProcess> agents = new ArrayList<>();
    private final List<URI> gatewayUrls = new ArrayList<>();
    private final List<URI> commandUrls = new ArrayList<>();
    private final List<URI> queryUrls = new ArrayList<>();
    private final List<URI> agentUrls = new ArrayList<>();
    private final Path outputs;
    private final AtomicInteger turn = new AtomicInteger();
    private boolean prepared;

    private SeparateProcesses(String name, Size size, List<String> settings) {
        Servers.assumeThere();
        this.settings = List.copyOf(settings);
        try {
            dataDir = Files.createTempDirectory("snapledger-" + name + "-").toRealPath();
            outputs = module.resolve("target/system-output").resolve(name + ".d");
            Folders.delete(outputs);
            Files.createDirectories(outputs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        makeCertificates();
        http = client();
        postgres = new PostgresServer();
        kafka = new KafkaBrokers(size.brokers(), dataDir, outputs);
        for (int i = 1; i <= size.commands(); i++) {
            commands.add(commandService(i));
        }
        for (int i = 1; i <= size.queries(); i++) {
            queries.add(queryService(i));
        }
        for (int i = 1; i <= size.agents(); i++) {
            agents.add(agent(i));
        }
        for (int i = 1; i <= size.gateways(); i++) {
            gateways.add(gateway(i));
        }
    }

    /**
     * A system of its own, not yet started.
     *
     * @param name of the folder its output goes to
     * @param settings {@code --name=value} arguments for every service
     */
    public static SeparateProcesses named(String name, Size size, String... settings) {
        return new SeparateProcesses(name, size, List.of(settings));
    }

    private Path certificates() {
        return dataDir.resolve("certificates");
    }

    private void makeCertificates() {
        run(
                outputs.resolve("certificates.log"),
                List.of(
                        "sh",
                        operations.resolve("make-dev-certificates.sh").toString(),
                        certificates().toString(),
                        "api-gateway",
                        "command-service",
                        "query-service",
                        "prometheus",
                        "somebody-else"));
    }

    private static void run(Path output, List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
            if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new AssertionError(command + ": " + Files.readString(output));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Believes the services, and shows them the certificate of that name. */
    public HttpClient as(String name) {
        try {
            KeyStore shown = KeyStore.getInstance(KeyStore.getDefaultType());
            shown.load(null, null);
            shown.setKeyEntry("own", key(name), new char[0], new Certificate[] {certificate(name)});
            KeyManagerFactory keys =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(shown, new char[0]);
            return client(keys.getKeyManagers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("no TLS", e);
        }
    }

    private Certificate certificate(String name) throws IOException, GeneralSecurityException {
        try (InputStream file = Files.newInputStream(certificates().resolve(name + ".pem"))) {
            return CertificateFactory.getInstance("X.509").generateCertificate(file);
        }
    }

    private PrivateKey key(String name) throws IOException, GeneralSecurityException {
        String pem = Files.readString(certificates().resolve(name + "-key.pem"));
        String content = pem.replaceAll("-----[A-Z ]+-----", "");
        return KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(content)));
    }

    // Believes the services.
    private HttpClient client(KeyManager... shown) {
        try {
            KeyStore believed = KeyStore.getInstance(KeyStore.getDefaultType());
            believed.load(null, null);
            believed.setCertificateEntry("ca", certificate("ca"));
            TrustManagerFactory trust =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(believed);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(shown, trust.getTrustManagers(), null);
            return HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .sslContext(context)
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("no TLS", e);
        }
    }

    private ServiceProcess commandService(int number) {
        int port = FreePort.find();
        URI url = URI.create("https://127.0.0.1:" + port);
        commandUrls.add(url);
        return service(
                "command-service",
                number,
                port,
                url,
                Stream.concat(
                        Stream.of(
                                "--spring.datasource.url=" + postgres.url(),
                                "--spring.datasource.username=snapledger_command",
                                "--snapledger.shares.backends[0].name=alpha",
                                "--snapledger.shares.backends[1].name=beta"),
                        Stream.of(
                                        "volumes=5000",
                                        "snapshots=5000",
                                        "groups=5000",
                                        "gigabytes=100000",
                                        "shared-file-system.shares=5000",
                                        "shared-file-system.snapshots=5000",
                                        "shared-file-system.gigabytes=100000",
                                        "shared-file-system.snapshot-gigabytes=100000")
                                .map("--snapledger.quota."::concat)));
    }

    private ServiceProcess queryService(int number) {
        int port = FreePort.find();
        URI url = URI.create("https://127.0.0.1:" + port);
        queryUrls.add(url);
        return service(
                "query-service",
                number,
                port,
                url,
                Stream.of(
                        "--spring.datasource.url=" + postgres.url(),
                        "--spring.datasource.username=snapledger_query",
                        "--snapledger.event-log.datasource.url=" + postgres.url(),
                        "--snapledger.event-log.datasource.username=snapledger_event_reader"));
    }

    private ServiceProcess agent(int number) {
        int port = FreePort.find();
        URI url = URI.create("http://127.0.0.1:" + port);
        agentUrls.add(url);
        Path storage = dataDir.resolve("storage");
        return service(
                "storage-agent",
                number,
                port,
                url,
                Stream.of(
                        "--snapledger.agent.state-dir=" + dataDir.resolve("agent-" + number),
                        "--snapledger.agent.host=agent-" + number,
                        "--snapledger.agent.filesystem.root=" + storage,
                        "--snapledger.agent.backends.alpha.root=" + storage.resolve("alpha"),
                        "--snapledger.agent.backends.beta.root=" + storage.resolve("beta")));
    }

    private ServiceProcess gateway(int number) {
        int port = FreePort.find();
        URI url = URI.create("http://127.0.0.1:" + port);
        gatewayUrls.add(url);
        return service(
                "api-gateway",
                number,
                port,
                url,
                Stream.of(
                        "--snapledger.link.command-service.urls=" + list(commandUrls),
                        "--snapledger.link.query-service.urls=" + list(queryUrls)));
    }

    private static String list(List<URI> urls) {
        return urls.stream().map(URI::toString).collect(Collectors.joining(","));
    }

    private ServiceProcess service(
            String service, int number, int port, URI url, Stream<String> own) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Jvm.executable(),
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-jar",
                                extracted(service).toString(),
                                "--server.port=" + port,
                                "--spring.kafka.bootstrap-servers=" + kafka.bootstrap(),
                                // The work of a killed consumer waits for so long.
                                "--spring.kafka.consumer.properties.session.timeout.ms=6000",
                                "--spring.kafka.consumer.properties.heartbeat.interval.ms=1500"));
        Path certificate = certificates().resolve(service + ".yml");
        if (Files.exists(certificate)) {
            command.add("--spring.config.additional-location=file:" + certificate);
        }
        // Of two values for one setting Spring would make a list.
        own.filter(argument -> settings.stream().noneMatch(given -> isSame(given, argument)))
                .forEach(command::add);
        command.addAll(settings);
        String name = service + "-" + number;
        return new ServiceProcess(
                name,
                command,
                outputs.resolve(name + ".log"),
                ServiceProcess.answers200(http, url.resolve("/actuator/health/readiness")));
    }

    // As in a container: it starts in half the time, and no build takes it from under a process.
    private Path extracted(String service) {
        String jar = "snapledger-" + service + ".jar";
        Path folder = dataDir.resolve("jars").resolve(service);
        if (!Files.exists(folder)) {
            run(
                    outputs.resolve(service + "-jar.log"),
                    List.of(
                            Jvm.executable(),
                            "-Djarmode=tools",
                            "-jar",
                            module.resolveSibling(service)
                                    .resolve("target")
                                    .resolve(jar)
                                    .toString(),
                            "extract",
                            "--destination",
                            folder.toString()));
        }
        return folder.resolve(jar);
    }

    private static boolean isSame(String one, String other) {
        return one.substring(0, one.indexOf('=')).equals(other.substring(0, other.indexOf('=')));
    }

    /** Where the API is served: each gateway in turn. */
    @Override
    public URI baseUrl() {
        return gatewayUrls.get(Math.floorMod(turn.getAndIncrement(), gatewayUrls.size()));
    }

    @Override
    public String kafkaBootstrap() {
        return kafka.bootstrap();
    }

    @Override
    public Path dataDir() {
        return dataDir;
    }

    /** Believes the services and shows them no certificate. */
    public HttpClient http() {
        return http;
    }

    public PostgresServer postgres() {
        return postgres;
    }

    public List<ServiceProcess> gateways() {
        return Collections.unmodifiableList(gateways);
    }

    public List<URI> gatewayUrls() {
        return List.copyOf(gatewayUrls);
    }

    public List<ServiceProcess> commandServices() {
        return Collections.unmodifiableList(commands);
    }

    public List<URI> commandServiceUrls() {
        return List.copyOf(commandUrls);
    }

    public List<ServiceProcess> queryServices() {
        return Collections.unmodifiableList(queries);
    }

    public List<URI> queryServiceUrls() {
        return List.copyOf(queryUrls);
    }

    public List<URI> agentUrls() {
        return List.copyOf(agentUrls);
    }

    public List<ServiceProcess> agents() {
        return Collections.unmodifiableList(agents);
    }

    public List<Broker> brokers() {
        return kafka.all();
    }

    /** All services, brokers not among them. */
    public List<ServiceProcess> services() {
        return Stream.of(commands, queries, agents, gateways).flatMap(List::stream).toList();
    }

    @Override
    public void start() {
        brokers().forEach(Broker::launch);
        postgres.start();
        if (!prepared) {
            postgres.createDatabase(operations.resolve("create-roles.sql"));
        }
        // Whoever comes first waits for the others.
        services().forEach(ServiceProcess::launch);
        brokers().forEach(Broker::awaitReady);
        if (!prepared) {
            kafka.createTopics(operations.resolve("topics.txt"));
            prepared = true;
        }
        services().forEach(ServiceProcess::awaitReady);
        awaitWork();
    }

    /** Starts every service where PostgreSQL and Kafka run. */
    public void startServices() {
        services().forEach(ServiceProcess::launch);
        services().forEach(ServiceProcess::awaitReady);
        awaitWork();
    }

    /** Ends every service as a power cut would; PostgreSQL and Kafka go on. */
    public void killServices() {
        Stream.of(gateways, commands, queries, agents)
                .flatMap(List::stream)
                .filter(ServiceProcess::isAlive)
                .forEach(ServiceProcess::killNine);
    }

    // A service that is ready may still be waiting for another one.
    private void awaitWork() {
        Eventually.get(
                Duration.ofMinutes(2),
                () -> "every service is well. Outputs: " + outputs,
                () ->
                        services().stream().allMatch(ServiceProcess::isAlive)
                                        && allAnswer("/actuator/health")
                                ? Optional.of(true)
                                : Optional.empty());
    }

    private boolean allAnswer(String path) {
        return Stream.of(commandUrls, queryUrls, gatewayUrls)
                .flatMap(List::stream)
                .allMatch(url -> {
                    try {
                        return ServiceProcess.answers200(http, url.resolve(path)).isReady();
                    } catch (IOException e) {
                        return false;
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new IllegalStateException(e);
                    }
                });
    }

    @Override
    public void killNine() {
        // What clients talk to first, so that nobody tells them what else is gone.
        Stream.of(gateways, commands, queries, agents)
                .flatMap(List::stream)
                .filter(ServiceProcess::isAlive)
                .forEach(ServiceProcess::killNine);
        brokers().stream().filter(Broker::isAlive).forEach(Broker::killNine);
        postgres.stop();
    }

    @Override
    public void stop() {
        services().stream().filter(ServiceProcess::isAlive).forEach(ServiceProcess::stop);
        brokers().forEach(Broker::end);
        postgres.stop();
    }

    @Override
    public void close() {
        try {
            services().forEach(ServiceProcess::end);
            kafka.close();
            postgres.close();
        } finally {
            Folders.delete(dataDir);
        }
    }
}
