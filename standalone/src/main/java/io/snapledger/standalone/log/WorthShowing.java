package io.snapledger.standalone.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;

/** Lets through to the terminal what a person should know; everything is in the file. */
public final class WorthShowing extends Filter<ILoggingEvent> {

    private static volatile boolean stopping;

    /** From now on connections break because we break them. */
    public static void onlyInTheFile() {
        stopping = true;
    }

    @Override
    public FilterReply decide(ILoggingEvent event) {
        return !stopping && event.getLevel().isGreaterOrEqual(least(event.getLoggerName()))
                ? FilterReply.NEUTRAL
                : FilterReply.DENY;
    }

    private static Level least(String logger) {
        // A controller may be asked before it knows that it is the one; it is asked again.
        if (logger.equals("kafka.server.ControllerApis")) {
            return Level.OFF;
        }
        // Kafka warns of each step of an ordinary start and stop.
        if (logger.startsWith("org.apache.kafka.") || logger.startsWith("kafka.")) {
            return Level.ERROR;
        }
        // Spring reports why a context did not start, with its stack trace; StandaloneApplication
        // says it in one line.
        if (logger.startsWith("org.springframework.boot.SpringApplication")
                || logger.startsWith("org.springframework.boot.diagnostics.")
                || logger.startsWith("org.springframework.context.")
                || logger.startsWith("org.springframework.boot.web.")) {
            return Level.OFF;
        }
        // It warns of filters that come after the first figures; ours change none of those.
        if (logger.startsWith("io.micrometer.")) {
            return Level.ERROR;
        }
        return Level.WARN;
    }
}
