package io.snapledger.agent.work;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * The newest event of each resource that was answered, so that an older one that comes again does
 * not undo it: what a publisher had handed over before it was halted arrives after what its
 * successor has sent, and a volume would be made that was deleted meanwhile.
 *
 * <p>Of as many resources as are plausibly worked on within such a time; an event that comes again
 * after its resource was forgotten is carried out, as any repetition is.
 */
final class LastAnswered {

    private static final int MOST_RESOURCES = 50_000;

    private final Map<String, Long> positions;

    LastAnswered() {
        this(MOST_RESOURCES);
    }

    LastAnswered(int mostResources) {
        positions =
                new LinkedHashMap<>(16, 0.75f, true) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
                        return size() > mostResources;
                    }
                };
    }

    /** Whether something younger about the same resource was answered already. */
    synchronized boolean isOvertaken(ConsumerRecord<byte[], byte[]> message) {
        Long last = positions.get(resource(message));
        OptionalLong position = position(message);
        return last != null && position.isPresent() && position.getAsLong() < last;
    }

    synchronized void answered(ConsumerRecord<byte[], byte[]> message) {
        position(message)
                .ifPresent(position -> positions.merge(resource(message), position, Math::max));
    }

    private static String resource(ConsumerRecord<byte[], byte[]> message) {
        byte @Nullable [] key = message.key();
        return key == null ? "" : new String(key, StandardCharsets.UTF_8);
    }

    // Only what the publisher itself wrote counts: without it nothing is known of the order.
    private static OptionalLong position(ConsumerRecord<byte[], byte[]> message) {
        Header header = message.headers().lastHeader("ce_position");
        if (message.key() == null || header == null) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(
                    Long.parseLong(new String(header.value(), StandardCharsets.UTF_8)));
        } catch (NumberFormatException _) {
            return OptionalLong.empty();
        }
    }
}
