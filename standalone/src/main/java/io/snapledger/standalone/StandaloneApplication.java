package io.snapledger.standalone;

import io.snapledger.standalone.failure.CannotStart;
import io.snapledger.standalone.settings.SettingsReader;
import io.snapledger.standalone.settings.StandaloneSettings;
import java.io.PrintStream;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Starts everything and says so, or says in one line why not. */
final class StandaloneApplication {

    private StandaloneApplication() {}

    static void run(String[] args) {
        // Tomcat and PostgreSQL's driver log the JDK's way.
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        Standalone standalone = new Standalone(args, System.out);
        Runtime.getRuntime().addShutdownHook(new Thread(standalone::close, "shutdown"));
        try {
            StandaloneSettings settings = SettingsReader.read(args, System.getenv());
            standalone.start(settings);
        } catch (CannotStart e) {
            giveUp(standalone, e.reason(), e, System.err);
        } catch (RuntimeException | Error e) {
            giveUp(standalone, "Snapledger does not start: " + e, e, System.err);
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
