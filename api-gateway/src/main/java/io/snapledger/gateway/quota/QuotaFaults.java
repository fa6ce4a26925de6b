package io.snapledger.gateway.quota;

import io.snapledger.contract.quota.QuotaRefused;
import io.snapledger.contract.quota.QuotaRefused.GigabytesExceeded;
import io.snapledger.contract.quota.QuotaRefused.GroupsExceeded;
import io.snapledger.contract.quota.QuotaRefused.LimitBelowUsage;
import io.snapledger.contract.quota.QuotaRefused.SnapshotsExceeded;
import io.snapledger.contract.quota.QuotaRefused.VolumeTooLarge;
import io.snapledger.contract.quota.QuotaRefused.VolumesExceeded;
import io.snapledger.contract.refusal.Refused;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.fault.RefusalFaults;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * What is over quota, whatever was asked for: cinder/exception.py, QuotaError and its subclasses,
 * which the outer layer shows with their names.
 */
@Component
final class QuotaFaults implements RefusalFaults {

    @Override
    public Optional<Fault> fault(Refused refused) {
        return refused instanceof QuotaRefused quota ? Optional.of(of(quota)) : Optional.empty();
    }

    private static Fault of(QuotaRefused refused) {
        return switch (refused) {
            // cinder/api/contrib/quotas.py, _validate_existing_resource
            case LimitBelowUsage below ->
                    Fault.badRequest(
                            "Quota %s limit must be equal or greater than existing resources. Current usage is %d and the requested limit is %d."
                                    .formatted(below.quota(), below.usage(), below.limit()));
            case VolumeTooLarge volume ->
                    Fault.overLimit(
                            "VolumeSizeExceedsLimit: Requested volume size %dG is larger than maximum allowed limit %dG."
                                    .formatted(volume.sizeGib(), volume.limit()));
            case GigabytesExceeded gigabytes ->
                    Fault.overLimit(
                            "VolumeSizeExceedsAvailableQuota: Requested volume or snapshot exceeds allowed %s quota. Requested %dG, quota is %dG and %dG has been consumed."
                                    .formatted(
                                            gigabytes.quota(),
                                            gigabytes.requested(),
                                            gigabytes.limit(),
                                            gigabytes.consumed()));
            case VolumesExceeded volumes ->
                    Fault.overLimit(
                            "VolumeLimitExceeded: Maximum number of volumes allowed (%d) exceeded for quota '%s'."
                                    .formatted(volumes.limit(), volumes.quota()));
            case SnapshotsExceeded snapshots ->
                    Fault.overLimit(
                            "SnapshotLimitExceeded: Maximum number of snapshots allowed (%d) exceeded"
                                    .formatted(snapshots.limit()));
            case GroupsExceeded groups ->
                    Fault.overLimit(
                            "GroupLimitExceeded: Maximum number of groups allowed (%d) exceeded"
                                    .formatted(groups.limit()));
        };
    }
}
