package io.snapledger.standalone.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.joran.spi.JoranException;
import io.snapledger.standalone.failure.CannotStart;
import io.snapledger.standalone.folder.Folders;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;

/** Directs the log to the data folder, once that is known; until then logback.xml holds. */
public final class StartLog {

    private StartLog() {}

    /**
     * Opens the log file.
     *
     * @param folder where it is written
     * @param settings levels, and the form of the lines
     */
    public static void open(Path folder, LogSettings settings) {
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
        write(context, "FILE", settings.file(), settings.environment());
        if (write(context, "TERMINAL", settings.terminal(), settings.environment())) {
            // Who reads JSON is no person, and wants all of it.
            appender(context, "TERMINAL").clearAllFilters();
        }
        settings.levels()
                .forEach((logger, level) ->
                        context.getLogger("root".equalsIgnoreCase(logger) ? "ROOT" : logger)
                                .setLevel(level(logger, level)));
    }

    private static boolean write(
            LoggerContext context,
            String appender,
            @Nullable String form,
            Environment environment) {
        if (form == null) {
            return false;
        }
        // Boot's encoder looks for it there.
        context.putObject(Environment.class.getName(), environment);
        StructuredLogEncoder encoder = new StructuredLogEncoder();
        encoder.setContext(context);
        encoder.setFormat(form);
        encoder.start();
        OutputStreamAppender<ILoggingEvent> writing = appender(context, appender);
        Encoder<ILoggingEvent> before = writing.getEncoder();
        writing.setEncoder(encoder);
        before.stop();
        return true;
    }

    private static OutputStreamAppender<ILoggingEvent> appender(
            LoggerContext context, String name) {
        if (context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender(name)
                instanceof OutputStreamAppender<ILoggingEvent> appender) {
            return appender;
        }
        throw new IllegalStateException("snapledger-log.xml has no appender " + name);
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
