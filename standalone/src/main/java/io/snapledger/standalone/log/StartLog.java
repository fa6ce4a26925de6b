package io.snapledger.standalone.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import io.snapledger.standalone.failure.CannotStart;
import io.snapledger.standalone.folder.Folders;
import java.net.URL;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.slf4j.LoggerFactory;

/** Directs the log to the data folder, once that is known; until then logback.xml holds. */
public final class StartLog {

    private StartLog() {}

    /**
     * Opens the log file.
     *
     * @param folder where it is written
     * @param levels logger name to level, as Spring Boot's {@code logging.level} has them
     */
    public static void open(Path folder, Map<String, String> levels) {
        Folders.make("The folder of the log", folder);
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        URL configuration =
                Objects.requireNonNull(
                        StartLog.class.getResource("/snapledger-log.xml"), "snapledger-log.xml");
        context.reset();
        context.putProperty("LOG_FOLDER", folder.toString());
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        try {
            configurator.doConfigure(configuration);
        } catch (JoranException e) {
            throw new CannotStart("The log cannot be opened in " + folder, e);
        }
        levels.forEach((logger, level) ->
                context.getLogger("root".equalsIgnoreCase(logger) ? "ROOT" : logger)
                        .setLevel(level(logger, level)));
    }

    private static Level level(String logger, String name) {
        // YAML reads a bare off as false.
        Level level = Level.toLevel("false".equals(name) ? "off" : name, null);
        if (level == null) {
            throw new CannotStart(
                    "logging.level.%s is '%s', but has to be one of error, warn, info, debug, trace, off"
                            .formatted(logger, name));
        }
        return level;
    }
}
