package io.snapledger.contract.rebuild;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** What has become of a rebuild. */
public enum RebuildState {
    RUNNING("running"),
    FINISHED("finished"),
    FAILED("failed"),
    ABORTED("aborted");

    private final String word;

    RebuildState(String word) {
        this.word = word;
    }

    @JsonValue
    public String word() {
        return word;
    }

    @JsonCreator
    public static RebuildState of(String word) {
        return Arrays.stream(values())
                .filter(state -> state.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no state of a rebuild: " + word));
    }
}
