package io.snapledger.agent.work;

import java.util.List;

/** The topics this agent reads and writes; it makes none of them. */
final class Topics {

    static final String OUTCOMES = "snapledger.outcomes";

    static final String AGENTS = "snapledger.agents";

    /** Where work is asked for. */
    static final List<String> EVENTS =
            List.of(
                    "snapledger.events.volume",
                    "snapledger.events.snapshot",
                    "snapledger.events.group-snapshot");

    private Topics() {}

    static String deadLettersOf(String topic) {
        return topic + ".dead-letters";
    }
}
