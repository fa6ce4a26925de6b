package io.snapledger.contract.grouptype;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A group type as it is read. */
public record GroupTypeView(
        GroupTypeId id,
        String name,
        @Nullable String description,
        boolean isPublic,
        Map<String, @Nullable String> groupSpecs,
        Instant createdAt) {}
