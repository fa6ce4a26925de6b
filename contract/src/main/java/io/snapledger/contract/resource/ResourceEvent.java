package io.snapledger.contract.resource;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A fact about one resource. Every implementing record carries a {@link StoredName}. */
public interface ResourceEvent {

    ResourceId id();

    /** The project that owns the resource; null where no project does (types). */
    @Nullable String projectId();

    /** When it happened, to the microsecond. */
    Instant at();
}
