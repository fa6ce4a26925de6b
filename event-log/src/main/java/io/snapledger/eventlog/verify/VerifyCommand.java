package io.snapledger.eventlog.verify;

import io.snapledger.contract.json.ContractJson;
import io.snapledger.eventlog.proof.PublicKeys;
import io.snapledger.eventlog.proof.RootStatement;
import io.snapledger.eventlog.proof.UnusableKey;
import io.snapledger.eventlog.verify.Verification.Result;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** {@code verify} on the command line: what it is asked, what it says, and its exit code. */
public final class VerifyCommand {

    /** The first argument that asks for it. */
    public static final String NAME = "verify";

    /** Everything is as it was written. */
    public static final int SOUND = 0;

    /** Something is not. */
    public static final int BROKEN = 1;

    /** Nothing can be said: wrong arguments, no connection, no such file. */
    public static final int FAILED = 2;

    private static final int MOST_LINES = 100;

    private static final String HELP =
            """
            verify: recomputes every hash, root and signature of an event log. It only reads.

              --url=jdbc:postgresql://HOST/DATABASE  a database, which may be in use
              --user=NAME                            its user
              --password-file=FILE                   with the password; else the variable PGPASSWORD
              --dump=FILE                            instead: a plain dump by pg_dump; - is standard input
              --work-dir=FOLDER                      where a dump's events are sorted, some 300 bytes for each
              --public-key=FILE                      whose signatures count; once for each key that was in use
              --without-signatures                   instead: leave it open who signed
              --roots=FILE                           roots as they were published, a JSON object a line
              --threads=N                            as many as there are processors

            Exit code: 0 nothing was changed, 1 something was, 2 it could not be verified.
            What is recomputed, and from what: docs/proof.md\
            """;

    private final List<String> arguments;
    private final PrintStream out;

    private VerifyCommand(List<String> arguments, PrintStream out) {
        this.arguments = arguments;
        this.out = out;
    }

    /**
     * Verifies.
     *
     * @param arguments the command line, which begins with {@link #NAME}
     * @return the exit code
     */
    public static int run(String[] arguments, PrintStream out, PrintStream err) {
        List<String> options = List.of(arguments).subList(1, arguments.length);
        if (options.contains("--help") || options.contains("-h")) {
            out.println(HELP);
            return SOUND;
        }
        try {
            return new VerifyCommand(options, out).run();
        } catch (CannotVerify | UnusableKey e) {
            err.println(e.getMessage());
            return FAILED;
        }
    }

    private int run() {
        Options options = Options.of(arguments);
        Trust trust = trust(options);
        int threads = options.threads();
        long begin = System.nanoTime();
        try (StoredLog log = open(options, threads)) {
            Result result = Verification.of(log, trust, threads);
            tell(result, trust, Duration.ofNanos(System.nanoTime() - begin));
            return result.isSound() ? SOUND : BROKEN;
        }
    }

    private static StoredLog open(Options options, int threads) {
        String url = options.one("url");
        if (url != null) {
            return JdbcLog.at(url, options.one("user"), password(options));
        }
        String dump = Objects.requireNonNull(options.one("dump"));
        String work = options.one("work-dir");
        Path folder = Path.of(work == null ? System.getProperty("java.io.tmpdir", "/tmp") : work);
        try (InputStream in =
                dump.equals("-") ? new StaysOpen(System.in) : Files.newInputStream(Path.of(dump))) {
            return DumpLog.read(in, folder, threads);
        } catch (IOException e) {
            throw new CannotVerify("The dump cannot be read: " + e, e);
        }
    }

    private static @Nullable String password(Options options) {
        String file = options.one("password-file");
        if (file == null) {
            return System.getenv("PGPASSWORD");
        }
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new CannotVerify("The password cannot be read: " + e, e);
        }
    }

    private static Trust trust(Options options) {
        if (options.all("without-signatures").isEmpty()) {
            List<PublicKey> keys =
                    options.all("public-key").stream()
                            .map(file -> PublicKeys.read(Path.of(file)))
                            .toList();
            Trust trust = Trust.in(keys);
            String roots = options.one("roots");
            return roots == null ? trust : trust.with(published(Path.of(roots), trust));
        }
        return Trust.inNobody();
    }

    private static NavigableMap<Long, Set<RootStatement>> published(Path file, Trust trust) {
        NavigableMap<Long, Set<RootStatement>> published = new TreeMap<>();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    JsonNode root = ContractJson.mapper().readTree(line);
                    String statement = root.path("statement").asString("");
                    byte[] signature =
                            Base64.getDecoder().decode(root.path("signature").asString(""));
                    RootStatement says = RootStatement.of(statement);
                    if (!trust.isSigned(says, signature)) {
                        throw new CannotVerify(
                                "Root "
                                        + says.number()
                                        + " in "
                                        + file
                                        + " is not signed with a key that was given",
                                null);
                    }
                    published.computeIfAbsent(says.number(), _ -> new HashSet<>()).add(says);
                }
            }
        } catch (IOException | JacksonException | DateTimeException | IllegalArgumentException e) {
            throw new CannotVerify("The published roots cannot be read: " + e, e);
        }
        return published;
    }

    private void tell(Result result, Trust trust, Duration took) {
        List<Finding> findings = result.findings();
        findings.stream().limit(MOST_LINES).map(Finding::text).forEach(out::println);
        long more = Math.max(0, findings.size() - MOST_LINES) + result.more();
        if (more > 0) {
            out.printf(Locale.ROOT, "… and at least %,d more%n", more);
        }
        out.printf(
                Locale.ROOT,
                "%s: %,d events of %,d resources and %,d roots read in %.1f s.%n",
                result.isSound() ? "Nothing was changed" : "Something was changed",
                result.events(),
                result.resources(),
                result.roots(),
                took.toMillis() / 1e3);
        if (result.roots() == 0) {
            out.println("There are no roots: nothing says what the ends of the chains are.");
            return;
        }
        out.printf(
                Locale.ROOT,
                "The roots vouch for positions up to %d; %,d events came after.%n",
                result.through(),
                result.afterTheLast());
        if (!trust.looksAtSignatures()) {
            out.println(
                    "Who signed the roots was not looked at: whoever can write could make others.");
        }
    }

    /** What was asked for. */
    private record Options(Map<String, List<String>> values) {

        private static final List<String> KNOWN =
                List.of(
                        "url",
                        "user",
                        "password-file",
                        "dump",
                        "work-dir",
                        "public-key",
                        "without-signatures",
                        "roots",
                        "threads");

        private static Options of(List<String> arguments) {
            Map<String, List<String>> values = new HashMap<>();
            for (String argument : arguments) {
                int equals = argument.indexOf('=');
                String name =
                        argument.startsWith("--")
                                ? argument.substring(2, equals < 0 ? argument.length() : equals)
                                : "";
                boolean takesValue = !name.equals("without-signatures");
                if (!KNOWN.contains(name) || takesValue == (equals < 0)) {
                    throw wrong("It is not known what " + argument + " means");
                }
                values.computeIfAbsent(name, _ -> new ArrayList<>())
                        .add(argument.substring(equals + 1));
            }
            Options options = new Options(values);
            options.check();
            return options;
        }

        private void check() {
            if (values.containsKey("url") == values.containsKey("dump")) {
                throw wrong("Either --url or --dump has to be given");
            }
            if (values.containsKey("public-key") == values.containsKey("without-signatures")) {
                throw wrong("Either --public-key or --without-signatures has to be given");
            }
            if (values.containsKey("roots") && !values.containsKey("public-key")) {
                throw wrong("--roots needs --public-key");
            }
            threads();
        }

        private List<String> all(String name) {
            return values.getOrDefault(name, List.of());
        }

        private @Nullable String one(String name) {
            List<String> given = all(name);
            if (given.size() > 1) {
                throw wrong("--" + name + " may be given once");
            }
            return given.isEmpty() ? null : given.getFirst();
        }

        private int threads() {
            String given = one("threads");
            if (given == null) {
                return Runtime.getRuntime().availableProcessors();
            }
            if (!given.matches("[1-9]\\d{0,2}")) {
                throw wrong("--threads has to be a number from 1 to 999");
            }
            return Integer.parseInt(given);
        }

        private static CannotVerify wrong(String what) {
            return new CannotVerify(what + "; see verify --help", null);
        }
    }

    /** Standard input is not ours to close. */
    private static final class StaysOpen extends FilterInputStream {

        private StaysOpen(InputStream in) {
            super(in);
        }

        @Override
        public void close() {}
    }
}
