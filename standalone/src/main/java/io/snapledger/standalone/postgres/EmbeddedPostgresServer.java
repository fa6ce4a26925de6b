package io.snapledger.standalone.postgres;

import io.snapledger.standalone.failure.CannotStart;
import io.snapledger.standalone.folder.Folders;
import io.snapledger.standalone.port.Ports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server on loopback whose data outlive it: fsync is on, a server left behind by a
 * killed JVM is stopped before a new one starts, and one that is killed is started again.
 */
public final class EmbeddedPostgresServer implements AutoCloseable {

    public static final String DATABASE = "snapledger";

    /** Who owns it. */
    public static final String USER = "snapledger";

    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgresServer.class);

    private static final String SUPERUSER = "postgres";

    private static final String VERSION_FILE = "PG_VERSION";

    private static final String MAJOR_VERSION =
            PostgresSoftware.VERSION.substring(0, PostgresSoftware.VERSION.indexOf('.'));

    /**
     * Recovery after a power cut reads the log since the last checkpoint: 256 MB at most, see
     * below.
     */
    private static final Duration START_AT_MOST = Duration.ofSeconds(60);

    /**
     * Stated on the command line, where they stand above whatever an edited postgresql.conf says.
     */
    private static final List<String> SETTINGS =
            List.of(
                    "listen_addresses=127.0.0.1",
                    // No socket file: some paths are too long for one, and two instances would
                    // share a folder of them.
                    "unix_socket_directories=",
                    "fsync=on",
                    "synchronous_commit=on",
                    "full_page_writes=on",
                    // A laptop's share of memory and processes, for four services in one JVM.
                    "max_connections=60",
                    "shared_buffers=64MB",
                    "maintenance_work_mem=32MB",
                    "autovacuum_max_workers=2",
                    "max_wal_size=256MB",
                    "min_wal_size=32MB",
                    "io_method=sync",
                    "max_wal_senders=0",
                    "max_logical_replication_workers=0",
                    "jit=off",
                    "timezone=UTC",
                    "log_timezone=UTC",
                    "lc_messages=C",
                    "log_line_prefix=%m/[%p]/",
                    "log_checkpoints=off",
                    // The services log what they make of a failed statement.
                    "log_min_error_statement=panic");

    private final PostgresSoftware software;
    private final Path folder;
    private final Path logFile;
    private final int port;
    private final String password;
    private final ServerKeeper keeper = new ServerKeeper(this::process, this::startAgain);

    private EmbeddedPostgresServer(
            PostgresSoftware software, Path folder, Path logFile, int port, String password) {
        this.software = software;
        this.folder = folder;
        this.logFile = logFile;
        this.port = port;
        this.password = password;
    }

    /**
     * Starts the server on a free port, with the database made.
     *
     * @param place where its data, programs, password and log are kept
     * @throws CannotStart if the data cannot be used
     */
    public static EmbeddedPostgresServer start(PostgresPlace place) {
        try {
            Folders.make("The folder of PostgreSQL's log", parentOf(place.log()));
            PostgresSoftware software = PostgresSoftware.in(place.software());
            boolean fresh = isFresh(place.data());
            if (fresh) {
                initialise(software, place);
            } else {
                refuseUnlessOurs(place.data());
            }
            EmbeddedPostgresServer server = start(software, place);
            try {
                server.createDatabaseOnce();
            } catch (SQLException e) {
                server.close();
                throw new CannotStart(
                        "PostgreSQL in %s does not serve: %s"
                                .formatted(place.data(), e.getMessage()),
                        e);
            }
            server.keeper.begin();
            return server;
        } catch (IOException e) {
            throw new CannotStart(
                    "PostgreSQL cannot use the folder " + place.data() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            // It may be about to serve by now.
            LeftBehindServer.in(place.data())
                    .ifPresent(server ->
                            server.stop(PostgresSoftware.in(place.software()), place.log()));
            Thread.currentThread().interrupt();
            throw new CannotStart("The start of PostgreSQL was interrupted", e);
        }
    }

    private static Path parentOf(Path file) {
        return Objects.requireNonNull(
                file.toAbsolutePath().getParent(), "a root is no data folder");
    }

    private static boolean isFresh(Path data) throws IOException {
        if (!Files.exists(data)) {
            return true;
        }
        if (!Files.isDirectory(data)) {
            throw new CannotStart("PostgreSQL's data folder " + data + " is not a directory");
        }
        try (Stream<Path> files = Files.list(data)) {
            return files.findAny().isEmpty();
        }
    }

    private static void refuseUnlessOurs(Path data) throws IOException {
        String version;
        try {
            version = Files.readString(data.resolve(VERSION_FILE)).strip();
        } catch (NoSuchFileException e) {
            throw new CannotStart(
                    "PostgreSQL's data folder %s is broken: it holds files but no %s"
                            .formatted(data, VERSION_FILE),
                    e);
        }
        if (!version.equals(MAJOR_VERSION)) {
            throw new CannotStart(
                    "PostgreSQL's data folder %s is of version '%s', this is version %s"
                            .formatted(data, version, MAJOR_VERSION));
        }
        for (String needed : List.of("global/pg_control", "base", "pg_wal", "postgresql.conf")) {
            if (!Files.exists(data.resolve(needed))) {
                throw new CannotStart(
                        "PostgreSQL's data folder %s is broken: %s is missing"
                                .formatted(data, needed));
            }
        }
    }

    private static void initialise(PostgresSoftware software, PostgresPlace place)
            throws IOException, InterruptedException {
        Path data = place.data();
        PostgresSoftware.deleteLeftOvers(parentOf(data), data.getFileName().toString());
        Path unfinished = PostgresSoftware.unfinished(data);
        writePassword(place.password());
        int exitCode =
                software.run(
                        "initdb",
                        List.of(
                                "--pgdata=" + unfinished,
                                "--username=" + SUPERUSER,
                                "--pwfile=" + place.password(),
                                "--auth=scram-sha-256",
                                "--encoding=UTF8",
                                // PostgreSQL's own locale: no order changes with the machine's C
                                // library.
                                "--locale-provider=builtin",
                                "--builtin-locale=C.UTF-8",
                                "--locale=C"),
                        place.log(),
                        START_AT_MOST.toSeconds());
        if (exitCode != 0) {
            throw new CannotStart(
                    "PostgreSQL's data folder %s cannot be made: %s"
                            .formatted(data, lastComplaint(place.log(), 0)));
        }
        Files.deleteIfExists(data);
        PostgresSoftware.finish(unfinished, data);
    }

    private static void writePassword(Path file) throws IOException {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        Path unfinished = PostgresSoftware.unfinished(file);
        Files.createFile(
                unfinished,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(unfinished, HexFormat.of().formatHex(random));
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static EmbeddedPostgresServer start(PostgresSoftware software, PostgresPlace place)
            throws IOException, InterruptedException {
        String password = readPassword(place.password());
        String complaint = "";
        // Again: the free port may be gone by the time it is used, and the shared memory of a
        // killed server is free
        // only when the last of its children has noticed.
        for (int attempt = 1; attempt <= 4; attempt++) {
            LeftBehindServer.in(place.data())
                    .ifPresent(server -> server.stop(software, place.log()));
            EmbeddedPostgresServer server =
                    new EmbeddedPostgresServer(
                            software, place.data(), place.log(), Ports.anyFree(), password);
            long logged = Files.exists(place.log()) ? Files.size(place.log()) : 0;
            if (server.startServer() == 0) {
                log.info("PostgreSQL {} listens on port {}", PostgresSoftware.VERSION, server.port);
                return server;
            }
            complaint = lastComplaint(place.log(), logged);
            if (!isPassing(complaint)) {
                break;
            }
            log.info("PostgreSQL did not start, attempt {}: {}", attempt, complaint);
            Thread.sleep(Duration.ofMillis(500));
        }
        throw new CannotStart(
                "PostgreSQL's data folder %s cannot be used: %s"
                        .formatted(place.data(), complaint));
    }

    private static boolean isPassing(String complaint) {
        return complaint.contains("could not bind")
                || complaint.contains("could not create any TCP/IP sockets")
                || complaint.contains("shared memory block")
                || complaint.contains("lock file");
    }

    static String readPassword(Path file) throws IOException {
        try {
            return Files.readString(file).strip();
        } catch (NoSuchFileException e) {
            throw new CannotStart("PostgreSQL's password file " + file + " is missing", e);
        }
    }

    /**
     * pg_ctl puts the server into a session of its own: Ctrl-C reaches us and not the server, so we
     * end in order.
     */
    private int startServer() throws IOException, InterruptedException {
        StringBuilder options = new StringBuilder("-p ").append(port);
        SETTINGS.forEach(setting -> options.append(" -c ").append(setting));
        return software.run(
                "pg_ctl",
                List.of(
                        "start",
                        "--pgdata=" + folder,
                        "--log=" + logFile,
                        "--wait",
                        "--timeout=" + START_AT_MOST.toSeconds(),
                        "--silent",
                        "--options=" + options),
                logFile,
                START_AT_MOST.toSeconds() + 5);
    }

    private Optional<String> startAgain() throws IOException, InterruptedException {
        long logged = Files.exists(logFile) ? Files.size(logFile) : 0;
        return startServer() == 0 ? Optional.empty() : Optional.of(lastComplaint(logFile, logged));
    }

    /** What the server last said against itself, after a place in its log. */
    private static String lastComplaint(Path logFile, long after) throws IOException {
        byte[] content = Files.readAllBytes(logFile);
        int from = (int) Math.min(after, content.length);
        String text = new String(content, from, content.length - from, StandardCharsets.UTF_8);
        return text.lines()
                .map(EmbeddedPostgresServer::complaint)
                .flatMap(Optional::stream)
                .reduce((_, last) -> last)
                .orElseGet(() -> text.lines().reduce("no reason given", (_, last) -> last))
                .strip();
    }

    private static Optional<String> complaint(String line) {
        return Stream.of("PANIC: ", "FATAL: ", "initdb: error: ", "unshare: ")
                .filter(line::contains)
                .map(severity -> line.substring(line.indexOf(severity) + severity.length()))
                .findFirst();
    }

    private void createDatabaseOnce() throws SQLException {
        try (Connection connection =
                DriverManager.getConnection(jdbcUrl(port, "postgres"), SUPERUSER, password)) {
            createRoleOnce(connection);
            if (!exists(connection, "select 1 from pg_database where datname = ?")) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("create database snapledger owner snapledger");
                }
            }
        }
    }

    /** The services own their database and nothing else; the superuser is not handed on. */
    private void createRoleOnce(Connection connection) throws SQLException {
        if (!exists(connection, "select 1 from pg_roles where rolname = ?")) {
            try (Statement statement = connection.createStatement()) {
                // Hexadecimal digits only, see writePassword.
                statement.execute("create role snapledger login password '" + password + "'");
            }
        }
    }

    private static boolean exists(Connection connection, String query) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, DATABASE);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    public String jdbcUrl() {
        return jdbcUrl(port);
    }

    /** The services' database of a server on that port. */
    static String jdbcUrl(int port) {
        return jdbcUrl(port, DATABASE);
    }

    private static String jdbcUrl(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    public String user() {
        return USER;
    }

    public String password() {
        return password;
    }

    /** The server's process, while there is one. */
    public Optional<ProcessHandle> process() {
        return LeftBehindServer.in(folder).map(LeftBehindServer::process);
    }

    /** From now on it is not started again, as if this JVM had been killed. */
    void leave() {
        keeper.close();
    }

    /**
     * Ends all sessions, writes what is unwritten, and stops; without that last step if it takes
     * too long.
     */
    @Override
    public void close() {
        leave();
        LeftBehindServer.in(folder).ifPresent(server -> server.stop(software, logFile));
    }
}
