package io.snapledger.contract.rebuild;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** What a rebuild that runs is at. */
public enum RebuildPhase {
    /** No instance has taken it up yet. */
    WAITING("waiting"),
    /** The events that were there when it began become rows. */
    COPYING("copying"),
    /** The indexes are made. */
    INDEXING("indexing"),
    /** What has happened meanwhile becomes rows. */
    CATCHING_UP("catching-up"),
    /** The new tables are about to take the place of the old ones. */
    SWAPPING("swapping");

    private final String word;

    RebuildPhase(String word) {
        this.word = word;
    }

    @JsonValue
    public String word() {
        return word;
    }

    @JsonCreator
    public static RebuildPhase of(String word) {
        return Arrays.stream(values())
                .filter(phase -> phase.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no phase of a rebuild: " + word));
    }
}
