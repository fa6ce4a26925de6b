package io.snapledger.command.outcome;

import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;

/**
 * Puts a message aside, cut to what Kafka takes. With its reason it is larger than it was, and one
 * that cannot be put aside would stand in the way of all after it. The whole is where it was: its
 * topic, partition and offset are in the headers.
 */
final class DeadLetterRecoverer extends DeadLetterPublishingRecoverer {

    private static final String SUFFIX = ".dead-letters";
    private static final int LONGEST_VALUE = 512 * 1024;
    private static final int LONGEST_HEADER = 8 * 1024;
    private static final int MOST_HEADERS = 32;

    DeadLetterRecoverer(KafkaTemplate<String, byte[]> kafka) {
        super(kafka, (message, _) -> new TopicPartition(message.topic() + SUFFIX, -1));
        setFailIfSendResultIsError(true);
    }

    @Override
    protected ProducerRecord<Object, Object> createProducerRecord(
            ConsumerRecord<?, ?> message,
            TopicPartition topicPartition,
            Headers headers,
            byte @Nullable [] key,
            byte @Nullable [] value) {
        ProducerRecord<Object, Object> whole =
                super.createProducerRecord(message, topicPartition, headers, key, value);
        return new ProducerRecord<>(
                whole.topic(),
                whole.partition(),
                key(whole.key()),
                cut(whole.value(), LONGEST_VALUE),
                cut(whole.headers()));
    }

    private static @Nullable Object key(@Nullable Object key) {
        return key instanceof String text && text.length() > LONGEST_HEADER
                ? text.substring(0, LONGEST_HEADER)
                : cut(key, LONGEST_HEADER);
    }

    // The last ones are the reason's.
    private static Headers cut(Headers headers) {
        Header[] all = headers.toArray();
        RecordHeaders cut = new RecordHeaders();
        for (Header header :
                Arrays.copyOfRange(all, Math.max(0, all.length - MOST_HEADERS), all.length)) {
            if (header.key().length() <= LONGEST_HEADER) {
                cut.add(header.key(), (byte[]) cut(header.value(), LONGEST_HEADER));
            }
        }
        return cut;
    }

    private static @Nullable Object cut(@Nullable Object value, int longest) {
        return value instanceof byte[] bytes && bytes.length > longest
                ? Arrays.copyOf(bytes, longest)
                : value;
    }
}
