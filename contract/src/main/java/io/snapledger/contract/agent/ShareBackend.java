package io.snapledger.contract.agent;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A backend of shares, as the agent that serves it finds it.
 *
 * @param name the word for it in places: {@code host@name#name}
 * @param totalBytes how large what holds its shares is; null if nobody can tell
 * @param freeBytes how much of that can still be written to; null if nobody can tell
 */
public record ShareBackend(String name, @Nullable Long totalBytes, @Nullable Long freeBytes) {

    public ShareBackend {
        Objects.requireNonNull(name, "name");
    }
}
