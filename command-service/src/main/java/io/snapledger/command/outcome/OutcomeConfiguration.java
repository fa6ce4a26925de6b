package io.snapledger.command.outcome;

import io.micrometer.core.instrument.MeterRegistry;
import io.snapledger.command.outcome.OutcomeListener.MalformedOutcome;
import java.sql.SQLException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.transaction.TransactionException;
import org.springframework.util.backoff.ExponentialBackOff;

/** What happens to a message that could not be recorded: it is tried again, unless that is vain. */
@Configuration(proxyBeanMethods = false)
class OutcomeConfiguration {

    // What PostgreSQL says of a value that it will never take.
    private static final String DATA_EXCEPTION = "22";
    private static final int ATTEMPTS_OF_THE_INEXPLICABLE = 3;

    @Bean
    DefaultErrorHandler outcomeErrorHandler(
            KafkaTemplate<String, byte[]> kafka, DeadLetters deadLetters) {
        DefaultErrorHandler handler =
                new DefaultErrorHandler(new DeadLetterRecoverer(kafka), untilRecorded());
        // PostgreSQL being away is no reason to give up an outcome.
        handler.setBackOffFunction((_, failure) -> mayPass(failure) ? untilRecorded() : fewTimes());
        handler.addNotRetryableExceptions(MalformedOutcome.class);
        handler.setRetryListeners(deadLetters);
        return handler;
    }

    private static ExponentialBackOff untilRecorded() {
        ExponentialBackOff untilRecorded = new ExponentialBackOff(200, 2);
        untilRecorded.setMaxInterval(5_000);
        return untilRecorded;
    }

    private static ExponentialBackOff fewTimes() {
        ExponentialBackOff few = untilRecorded();
        few.setMaxAttempts(ATTEMPTS_OF_THE_INEXPLICABLE);
        return few;
    }

    private static boolean mayPass(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && sql.getSQLState() != null
                    && sql.getSQLState().startsWith(DATA_EXCEPTION)) {
                return false;
            }
            if (cause instanceof SQLException
                    || cause instanceof TransactionException
                    || cause instanceof ConcurrencyException) {
                return true;
            }
        }
        return false;
    }

    @Bean
    DeadLetters deadLetters(MeterRegistry meters) {
        return new DeadLetters(meters);
    }
}
