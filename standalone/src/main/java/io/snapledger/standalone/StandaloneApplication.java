package io.snapledger.standalone;

import io.snapledger.eventlog.verify.VerifyCommand;
import io.snapledger.standalone.failure.CannotStart;
import io.snapledger.standalone.log.WorthShowing;
import io.snapledger.standalone.service.OwnLedger;
import io.snapledger.standalone.service.PolicyCheck;
import io.snapledger.standalone.service.ViewCommand;
import io.snapledger.standalone.settings.SettingsReader;
import io.snapledger.standalone.settings.StandaloneSettings;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Set;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Starts everything and says so, or says in one line why not. */
final class StandaloneApplication {

    private StandaloneApplication() {}

    private static final Set<String> ASKS_FOR_HELP = Set.of("--help", "-h", "help");

    private static final String HELP =
            """
            Snapledger: PostgreSQL, Kafka and all of its services in one process.

              --server.port=8776                     where the API listens, on 127.0.0.1
              --snapledger.data-dir=~/.snapledger    where everything is kept
              --snapledger.kafka.port=9092           where Kafka listens; a free port if it is taken
              --snapledger.policy.enforce-new-defaults=true
                                                     false: roles count as in Cinder's Zed release
              --snapledger.auth.strategy=noauth      keystone: tokens of a Keystone, see docs/keystone.md
              --snapledger.policy.file=FILE          your own policy rules, policy.yaml or policy.json
              --snapledger.config=FILE               more settings, as YAML or properties

            policy --help                            shows the policy in force, checks a policy file
            rebuild --help                           makes views again from the events, beside the live ones
            verify --help                            proves that no stored event was changed

            Each can be an environment variable as well: SERVER_PORT, SNAPLEDGER_DATA_DIR, ...
            All settings: docs/configuration.md\
            """;

    static void run(String[] args) {
        if (args.length > 0 && args[0].equals(PolicyCheck.COMMAND)) {
            System.exit(policy(args));
        }
        if (ViewCommand.isAsked(args)) {
            System.exit(views(args));
        }
        if (args.length > 0 && args[0].equals(VerifyCommand.NAME)) {
            System.exit(verify(args));
        }
        if (Arrays.stream(args).anyMatch(ASKS_FOR_HELP::contains)) {
            System.out.println(HELP);
            return;
        }
        // Tomcat and PostgreSQL's driver log the JDK's way.
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        Standalone standalone = new Standalone(args, System.out);
        Runtime.getRuntime().addShutdownHook(new Thread(standalone::close, "shutdown"));
        try {
            StandaloneSettings settings = SettingsReader.read(args, System.getenv());
            PolicyCheck.refuseBrokenFiles(args, settings);
            standalone.start(settings);
        } catch (CannotStart e) {
            giveUp(standalone, e.reason(), e, System.err);
        } catch (RuntimeException | Error e) {
            giveUp(standalone, "Snapledger does not start: " + e, e, System.err);
        }
    }

    private static int policy(String[] args) {
        try {
            return PolicyCheck.command(args, SettingsReader.read(args, System.getenv()));
        } catch (CannotStart e) {
            System.err.println(e.reason());
            return 1;
        }
    }

    private static int views(String[] args) {
        WorthShowing.onlyInTheFile();
        try {
            return ViewCommand.run(args, SettingsReader.read(args, System.getenv()));
        } catch (CannotStart e) {
            System.err.println(e.reason());
            return 1;
        }
    }

    private static int verify(String[] args) {
        try {
            return OwnLedger.verify(args);
        } catch (CannotStart e) {
            System.err.println(e.reason());
            return VerifyCommand.FAILED;
        }
    }

    private static void giveUp(
            Standalone standalone, String reason, Throwable cause, PrintStream terminal) {
        if (standalone.isStopping()) {
            // Somebody stopped it during its start; that it then did not start is no failure.
            return;
        }
        if (standalone.hasLog()) {
            // Not before: without a log file it would go to the terminal a second time.
            LoggerFactory.getLogger(StandaloneApplication.class).info("Given up", cause);
        }
        terminal.println(CannotStart.onOneLine(reason));
        System.exit(1);
    }
}
