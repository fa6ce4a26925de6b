package io.snapledger.gateway.trail;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who acted, as far as the reader is told; {@link Discretion} makes it.
 *
 * @param userId null where an agent acted whose host the reader is not told
 * @param address null where there was none, or the reader is not told
 */
public record ActorBody(
        @Nullable String userId,
        @Nullable String projectId,
        List<String> roles,
        @Nullable String address) {}
