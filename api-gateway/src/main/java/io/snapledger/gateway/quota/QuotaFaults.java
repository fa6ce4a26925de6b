package io.snapledger.gateway.quota;

import io.snapledger.contract.quota.QuotaRefused;
import io.snapledger.contract.quota.QuotaRefused.Exceeded;
import io.snapledger.contract.quota.QuotaRefused.LimitBelowUsage;
import io.snapledger.contract.quota.QuotaRefused.TooLarge;
import io.snapledger.contract.refusal.Refused;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.fault.RefusalFaults;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * What is over quota, whatever was asked for: QuotaError and its subclasses, which the outer layers
 * of both services show with their names.
 */
@Component
final class QuotaFaults implements RefusalFaults {

    @Override
    public Optional<Fault> fault(Refused refused) {
        return refused instanceof QuotaRefused quota ? Optional.of(of(quota)) : Optional.empty();
    }

    @Override
    public Optional<String> text(Refused refused) {
        return refused instanceof QuotaRefused quota ? Optional.of(text(quota)) : Optional.empty();
    }

    private static Fault of(QuotaRefused refused) {
        return refused instanceof LimitBelowUsage
                ? Fault.badRequest(text(refused))
                : Fault.overLimit(exception(refused) + ": " + text(refused));
    }

    private static String exception(QuotaRefused refused) {
        return switch (refused) {
            case LimitBelowUsage _ -> "InvalidInput";
            case TooLarge one ->
                    switch (one.resource().catalogue()) {
                        case BLOCK_STORAGE -> "VolumeSizeExceedsLimit";
                        case SHARED_FILE_SYSTEM -> "ShareSizeExceedsLimit";
                    };
            case Exceeded over ->
                    switch (over.resource()) {
                        case VOLUMES -> "VolumeLimitExceeded";
                        case GIGABYTES -> "VolumeSizeExceedsAvailableQuota";
                        case SNAPSHOTS, SHARE_SNAPSHOTS -> "SnapshotLimitExceeded";
                        case GROUPS -> "GroupLimitExceeded";
                        case SHARES -> "ShareLimitExceeded";
                        case SHARE_GIGABYTES -> "ShareSizeExceedsAvailableQuota";
                        case SNAPSHOT_GIGABYTES -> "SnapshotSizeExceedsAvailableQuota";
                        case SHARE_REPLICAS -> "ShareReplicasLimitExceeded";
                        case REPLICA_GIGABYTES -> "ShareReplicaSizeExceedsAvailableQuota";
                        case PER_VOLUME_GIGABYTES,
                                PER_SHARE_GIGABYTES,
                                BACKUPS,
                                BACKUP_GIGABYTES,
                                SHARE_NETWORKS,
                                SHARE_GROUPS,
                                SHARE_GROUP_SNAPSHOTS ->
                                throw notUsedUp(over);
                    };
        };
    }

    private static String text(QuotaRefused refused) {
        return switch (refused) {
            case LimitBelowUsage below ->
                    switch (below.resource().catalogue()) {
                        // cinder/api/contrib/quotas.py, _validate_existing_resource
                        case BLOCK_STORAGE ->
                                "Quota %s limit must be equal or greater than existing resources. Current usage is %d and the requested limit is %d."
                                        .formatted(below.quota(), below.usage(), below.limit());
                        // manila/api/v2/quota_sets.py, _update
                        case SHARED_FILE_SYSTEM ->
                                "Quota value %d for %s is smaller than already used and reserved %d."
                                        .formatted(below.limit(), below.quota(), below.usage());
                    };
            case TooLarge one ->
                    switch (one.resource().catalogue()) {
                        case BLOCK_STORAGE ->
                                "Requested volume size %dG is larger than maximum allowed limit %dG."
                                        .formatted(one.sizeGib(), one.limit());
                        case SHARED_FILE_SYSTEM ->
                                "Requested share size %d is larger than maximum allowed limit %d."
                                        .formatted(one.sizeGib(), one.limit());
                    };
            case Exceeded over -> text(over);
        };
    }

    // cinder/exception.py and manila/exception.py
    private static String text(Exceeded over) {
        return switch (over.resource()) {
            case VOLUMES ->
                    "Maximum number of volumes allowed (%d) exceeded for quota '%s'."
                            .formatted(over.limit(), over.quota());
            case GIGABYTES ->
                    "Requested volume or snapshot exceeds allowed %s quota. Requested %dG, quota is %dG and %dG has been consumed."
                            .formatted(
                                    over.quota(), over.requested(), over.limit(), over.consumed());
            case SNAPSHOTS ->
                    "Maximum number of snapshots allowed (%d) exceeded".formatted(over.limit());
            case GROUPS -> "Maximum number of groups allowed (%d) exceeded".formatted(over.limit());
            case SHARES ->
                    "Maximum number of shares allowed (%d) either per project/user or share type quota is exceeded."
                            .formatted(over.limit());
            case SHARE_SNAPSHOTS ->
                    "Maximum number of snapshots allowed (%d) either per project/user or share type quota is exceeded."
                            .formatted(over.limit());
            case SHARE_GIGABYTES ->
                    "Requested share exceeds allowed project/user or share type gigabytes quota.";
            case SNAPSHOT_GIGABYTES ->
                    "Requested snapshot exceeds allowed project/user or share type gigabytes quota.";
            case SHARE_REPLICAS -> "Maximum number of allowed share-replicas is exceeded.";
            case REPLICA_GIGABYTES ->
                    "Requested share replica exceeds allowed project/user or share type gigabytes quota.";
            case PER_VOLUME_GIGABYTES,
                    PER_SHARE_GIGABYTES,
                    BACKUPS,
                    BACKUP_GIGABYTES,
                    SHARE_NETWORKS,
                    SHARE_GROUPS,
                    SHARE_GROUP_SNAPSHOTS ->
                    throw notUsedUp(over);
        };
    }

    private static IllegalStateException notUsedUp(Exceeded over) {
        return new IllegalStateException(over.resource() + " is not used up");
    }
}
