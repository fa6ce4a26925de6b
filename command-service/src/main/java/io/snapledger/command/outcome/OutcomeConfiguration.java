package io.snapledger.command.outcome;

import io.micrometer.core.instrument.MeterRegistry;
import io.snapledger.command.outcome.OutcomeListener.MalformedOutcome;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * What happens to a message that could not be recorded: wait and try again, unless it never will
 * make sense.
 */
@Configuration(proxyBeanMethods = false)
class OutcomeConfiguration {

    private static final String DEAD_LETTERS = ".dead-letters";

    @Bean
    DefaultErrorHandler outcomeErrorHandler(
            KafkaTemplate<String, byte[]> kafka, DeadLetters deadLetters) {
        DeadLetterPublishingRecoverer recoverer =
                new DeadLetterPublishingRecoverer(
                        kafka,
                        (message, failure) -> {
                            deadLetters.count(message.topic(), failure);
                            return new TopicPartition(message.topic() + DEAD_LETTERS, -1);
                        });
        recoverer.setFailIfSendResultIsError(true);
        // PostgreSQL being away is no reason to give up an outcome: it is tried until it is
        // recorded.
        ExponentialBackOff untilRecorded = new ExponentialBackOff(200, 2);
        untilRecorded.setMaxInterval(5_000);
        DefaultErrorHandler handler = new DefaultErrorHandler(recoverer, untilRecorded);
        handler.addNotRetryableExceptions(MalformedOutcome.class);
        handler.setRetryListeners(
                (ConsumerRecord<?, ?> message, @Nullable Exception failure, int attempt) ->
                        deadLetters.retried(message.topic(), failure, attempt));
        return handler;
    }

    @Bean
    DeadLetters deadLetters(MeterRegistry meters) {
        return new DeadLetters(meters);
    }
}
