package io.snapledger.contract.quota;

import io.snapledger.contract.volumetype.VolumeTypeId;
import org.jspecify.annotations.Nullable;

/**
 * How much there may be of something.
 *
 * @param volumeTypeId of one volume type only, null for all together
 * @param limit -1 for as much as one likes
 */
public record QuotaLimit(QuotaResource resource, @Nullable VolumeTypeId volumeTypeId, int limit) {}
