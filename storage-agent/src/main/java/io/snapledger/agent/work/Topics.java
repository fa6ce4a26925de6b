package io.snapledger.agent.work;

import java.util.List;
import java.util.stream.Stream;

/** The topics this agent reads and writes; it makes none of them. */
final class Topics {

    static final String OUTCOMES = "snapledger.outcomes";

    static final String AGENTS = "snapledger.agents";

    /** Where work on volumes is asked for. */
    static final List<String> OF_VOLUMES =
            List.of(
                    "snapledger.events.volume",
                    "snapledger.events.snapshot",
                    "snapledger.events.group-snapshot");

    /** Where work on shares is asked for. */
    static final List<String> OF_SHARES =
            List.of(
                    "snapledger.events.share-instance",
                    "snapledger.events.share-snapshot-instance");

    /** Wherever work is asked for. */
    static final List<String> EVENTS =
            Stream.of(OF_VOLUMES, OF_SHARES).flatMap(List::stream).toList();

    private Topics() {}

    static String deadLettersOf(String topic) {
        return topic + ".dead-letters";
    }
}
