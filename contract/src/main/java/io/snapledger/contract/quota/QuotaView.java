package io.snapledger.contract.quota;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One quota as it is read.
 *
 * @param name as on the wire, for example {@code volumes_fast}
 * @param typeId the volume type or the share type, null for all together
 * @param limit the one that holds, -1 for none
 * @param inUse how much of it is used; 0 for what is no project's
 */
public record QuotaView(
        String name, QuotaResource resource, @Nullable UUID typeId, int limit, long inUse) {}
