package io.snapledger.contract.volumetype;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A volume type as it is read. */
public record VolumeTypeView(
        VolumeTypeId id,
        String name,
        @Nullable String description,
        boolean isPublic,
        Map<String, String> extraSpecs,
        Instant createdAt) {}
