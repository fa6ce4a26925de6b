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
            case VolumeTooLarge _ -> "VolumeSizeExceedsLimit";
            case GigabytesExceeded _ -> "VolumeSizeExceedsAvailableQuota";
            case VolumesExceeded _ -> "VolumeLimitExceeded";
            case SnapshotsExceeded _ -> "SnapshotLimitExceeded";
            case GroupsExceeded _ -> "GroupLimitExceeded";
        };
    }

    private static String text(QuotaRefused refused) {
        return switch (refused) {
            // cinder/api/contrib/quotas.py, _validate_existing_resource
            case LimitBelowUsage below ->
                    "Quota %s limit must be equal or greater than existing resources. Current usage is %d and the requested limit is %d."
                            .formatted(below.quota(), below.usage(), below.limit());
            case VolumeTooLarge volume ->
                    "Requested volume size %dG is larger than maximum allowed limit %dG."
                            .formatted(volume.sizeGib(), volume.limit());
            case GigabytesExceeded gigabytes ->
                    "Requested volume or snapshot exceeds allowed %s quota. Requested %dG, quota is %dG and %dG has been consumed."
                            .formatted(
                                    gigabytes.quota(),
                                    gigabytes.requested(),
                                    gigabytes.limit(),
                                    gigabytes.consumed());
            case VolumesExceeded volumes ->
                    "Maximum number of volumes allowed (%d) exceeded for quota '%s'."
                            .formatted(volumes.limit(), volumes.quota());
            case SnapshotsExceeded snapshots ->
                    "Maximum number of snapshots allowed (%d) exceeded"
                            .formatted(snapshots.limit());
            case GroupsExceeded groups ->
                    "Maximum number of groups allowed (%d) exceeded".formatted(groups.limit());
        };
    }
}
