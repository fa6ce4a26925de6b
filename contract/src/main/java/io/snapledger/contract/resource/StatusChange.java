package io.snapledger.contract.resource;

import org.jspecify.annotations.Nullable;

/**
 * One step of a resource's status.
 *
 * @param from the status before, null where the resource did not exist
 * @param to the status after; {@code deleted} where the resource ends
 * @param reason why: the agent's words for a failure, the caller's for a delete or a reset; else
 *     null
 */
public record StatusChange(@Nullable String from, String to, @Nullable String reason) {

    /** Whether the status after is another one than before. */
    public boolean moves() {
        return !to.equals(from);
    }

    public static StatusChange to(@Nullable String from, String to) {
        return new StatusChange(from, to, null);
    }
}
