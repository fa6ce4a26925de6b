package io.snapledger.contract.outcome;

import org.jspecify.annotations.Nullable;

/**
 * What a driver made of one piece of work.
 *
 * @param reason why it failed, in words for an operator; null where it succeeded
 * @param progress how far it came, 0 to 100
 * @param providerLocation where the backend keeps it, null if nowhere
 */
public record WorkResult(
        boolean succeeded,
        @Nullable String reason,
        int progress,
        @Nullable String providerLocation) {

    public static WorkResult done(@Nullable String providerLocation) {
        return new WorkResult(true, null, 100, providerLocation);
    }

    public static WorkResult failed(String reason, int progress) {
        return new WorkResult(false, reason, progress, null);
    }
}
