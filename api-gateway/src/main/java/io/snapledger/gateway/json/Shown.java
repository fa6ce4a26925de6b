package io.snapledger.gateway.json;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * A field that not every answer has: a component that is null itself is left out, one that holds
 * null is written as null. The component is annotated {@code @JsonInclude(NON_NULL)}.
 */
public record Shown<T>(@JsonValue @Nullable T value) {

    /** The value, or nothing at all. */
    public static <T> @Nullable Shown<T> when(boolean shown, @Nullable T value) {
        return shown ? new Shown<>(value) : null;
    }
}
