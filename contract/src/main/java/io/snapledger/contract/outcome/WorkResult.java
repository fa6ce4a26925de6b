package io.snapledger.contract.outcome;

import org.jspecify.annotations.Nullable;

/**
 * What a driver made of one piece of work. An agent's words go into the log for ever, so what no
 * text can hold is replaced and what is too long is cut.
 *
 * @param reason why it failed, in words for an operator, at most 1024 characters; null where it
 *     succeeded
 * @param progress how far it came, 0 to 100
 * @param providerLocation where the backend keeps it, at most 255 characters, null if nowhere
 */
public record WorkResult(
        boolean succeeded,
        @Nullable String reason,
        int progress,
        @Nullable String providerLocation) {

    private static final int MAX_REASON = 1024;

    public WorkResult {
        reason = reason == null ? null : Texts.storable(reason, MAX_REASON);
        progress = Math.clamp(progress, 0, 100);
        if (providerLocation != null) {
            Texts.requireName(providerLocation, "provider_location");
        }
    }

    public static WorkResult done(@Nullable String providerLocation) {
        return new WorkResult(true, null, 100, providerLocation);
    }

    public static WorkResult failed(String reason, int progress) {
        return new WorkResult(false, reason, progress, null);
    }
}
