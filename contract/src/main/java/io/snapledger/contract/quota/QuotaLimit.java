package io.snapledger.contract.quota;

import io.snapledger.contract.sharetype.ShareTypeId;
import io.snapledger.contract.volumetype.VolumeTypeId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How much there may be of something.
 *
 * @param volumeTypeId of one volume type only, null for all together
 * @param shareTypeId of one share type only, null for all together
 * @param limit -1 for as much as one likes
 */
public record QuotaLimit(
        QuotaResource resource,
        @Nullable VolumeTypeId volumeTypeId,
        @Nullable ShareTypeId shareTypeId,
        int limit) {

    /** Of one type of the resource's catalogue, or of all together. */
    public static QuotaLimit of(QuotaResource resource, @Nullable UUID typeId, int limit) {
        return switch (resource.catalogue()) {
            case BLOCK_STORAGE ->
                    new QuotaLimit(
                            resource,
                            typeId == null ? null : new VolumeTypeId(typeId),
                            null,
                            limit);
            case SHARED_FILE_SYSTEM ->
                    new QuotaLimit(
                            resource, null, typeId == null ? null : new ShareTypeId(typeId), limit);
        };
    }

    /** The type, of whichever catalogue; null for all together. */
    public @Nullable UUID typeId() {
        if (volumeTypeId != null) {
            return volumeTypeId.value();
        }
        return shareTypeId == null ? null : shareTypeId.value();
    }
}
