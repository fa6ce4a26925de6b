package io.snapledger.command.restore;

import java.util.Set;

/** The topics that events of this log are published on, and nothing of anybody else. */
public record EventTopics(Set<String> names) {

    public EventTopics {
        names = Set.copyOf(names);
    }
}
