package io.snapledger.standalone.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** The topics of Snapledger, and how long each keeps what it is given. */
final class SnapledgerTopics {

    private static final List<String> EVENTS =
            Stream.of(
                            "volume-type",
                            "group-type",
                            "group",
                            "volume",
                            "snapshot",
                            "group-snapshot",
                            "share-type",
                            "share",
                            "share-instance",
                            "share-snapshot",
                            "share-snapshot-instance",
                            "quota-set")
                    .map("snapledger.events."::concat)
                    .toList();

    private static final String REFUSED_ATTEMPTS = "snapledger.events.refused-attempt";

    private static final String OUTCOMES = "snapledger.outcomes";

    private static final String AGENTS = "snapledger.agents";

    private static final String ROOTS = "snapledger.roots";

    private static final String DEAD_LETTERS = ".dead-letters";

    private static final String FOR_EVER = "-1";

    // As much as the producers send: an event of a group has all its members.
    private static final String LARGEST_MESSAGE = Integer.toString(8 << 20);

    private static final String A_WEEK = Long.toString(7L * 24 * 60 * 60 * 1000);

    private static final String AN_HOUR = Long.toString(60L * 60 * 1000);
    // As long as they are shown; what made them may be anybody's whim.
    private static final String NINETY_DAYS = Long.toString(90L * 24 * 60 * 60 * 1000);

    private SnapledgerTopics() {}

    static List<NewTopic> all(int partitions) {
        List<NewTopic> topics = new ArrayList<>();
        // A consumer that joins years later, or starts anew, can read every change from the first
        // one on.
        EVENTS.forEach(name -> topics.add(topic(name, partitions, FOR_EVER)));
        topics.add(topic(REFUSED_ATTEMPTS, partitions, NINETY_DAYS));
        // Once taken in, an outcome lives on as an event; a week is for looking into what went
        // wrong.
        topics.add(topic(OUTCOMES, partitions, A_WEEK));
        // Each follows the one before it: one partition, and none may ever be missing.
        topics.add(topic(ROOTS, 1, FOR_EVER));
        // Only the last heartbeat of an agent says anything, and not for long.
        topics.add(topic(AGENTS, 1, AN_HOUR));
        // Each waits for a person, however long that takes. They are few, and their order does not
        // matter.
        Stream.concat(EVENTS.stream(), Stream.of(OUTCOMES))
                .forEach(name -> topics.add(topic(name + DEAD_LETTERS, 1, FOR_EVER)));
        return topics;
    }

    private static NewTopic topic(String name, int partitions, String kept) {
        return new NewTopic(name, Optional.of(partitions), Optional.of((short) 1))
                .configs(
                        Map.of(
                                TopicConfig.CLEANUP_POLICY_CONFIG,
                                TopicConfig.CLEANUP_POLICY_DELETE,
                                TopicConfig.RETENTION_MS_CONFIG,
                                kept,
                                TopicConfig.RETENTION_BYTES_CONFIG,
                                FOR_EVER,
                                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                                LARGEST_MESSAGE,
                                // There is no second broker to have a copy: acknowledged means on
                                // the disk, as in
                                // PostgreSQL, so that a power cut loses nothing that counts as
                                // published.
                                TopicConfig.FLUSH_MESSAGES_INTERVAL_CONFIG,
                                "1"));
    }
}
