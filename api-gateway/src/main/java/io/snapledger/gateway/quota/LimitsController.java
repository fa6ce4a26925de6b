package io.snapledger.gateway.quota;

import io.snapledger.contract.quota.QuotaCatalogue;
import io.snapledger.contract.quota.QuotaReads;
import io.snapledger.contract.quota.QuotaResource;
import io.snapledger.contract.quota.QuotaView;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.edge.CinderApi;
import io.snapledger.gateway.extension.ServesExtension;
import io.snapledger.gateway.list.QueryParameters;
import io.snapledger.gateway.microversion.CinderVersions;
import io.snapledger.gateway.microversion.Microversion;
import io.snapledger.gateway.policy.Policy;
import io.snapledger.gateway.policy.Target;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code /limits}: cinder/api/v3/limits.py, views/limits.py and contrib/used_limits.py. */
@CinderApi
@ServesExtension(
        alias = "os-used-limits",
        name = "UsedLimits",
        description = "Provide data on limited resources that are being used.",
        updated = "2013-10-03T00:00:00+00:00")
final class LimitsController {

    private static final Map<QuotaResource, String> LIMITS =
            Map.of(
                    QuotaResource.VOLUMES, "maxTotalVolumes",
                    QuotaResource.SNAPSHOTS, "maxTotalSnapshots",
                    QuotaResource.GIGABYTES, "maxTotalVolumeGigabytes",
                    QuotaResource.BACKUPS, "maxTotalBackups",
                    QuotaResource.BACKUP_GIGABYTES, "maxTotalBackupGigabytes");

    private static final List<Map.Entry<QuotaResource, String>> USED =
            List.of(
                    Map.entry(QuotaResource.VOLUMES, "totalVolumesUsed"),
                    Map.entry(QuotaResource.GIGABYTES, "totalGigabytesUsed"),
                    Map.entry(QuotaResource.SNAPSHOTS, "totalSnapshotsUsed"),
                    Map.entry(QuotaResource.BACKUPS, "totalBackupsUsed"),
                    Map.entry(QuotaResource.BACKUP_GIGABYTES, "totalBackupGigabytesUsed"));

    private final QuotaReads reads;
    private final Policy policy;

    LimitsController(QuotaReads reads, Policy policy) {
        this.reads = reads;
        this.policy = policy;
    }

    @GetMapping("/limits")
    LimitsBody show(QueryParameters parameters, Caller caller, Microversion version) {
        List<QuotaView> quotas =
                reads.ofProject(QuotaCatalogue.BLOCK_STORAGE, project(parameters, caller, version));
        return LimitsBody.of(
                quotas,
                LIMITS,
                policy.allows(caller, QuotaPolicy.USED_LIMITS, Target.own(caller))
                        ? USED
                        : List.of());
    }

    private static String project(QueryParameters parameters, Caller caller, Microversion version) {
        if (!caller.admin() || !version.atLeast(CinderVersions.LIMITS_ADMIN_FILTER)) {
            return caller.ownProject();
        }
        return parameters
                .last("project_id")
                .or(() -> parameters.last("tenant_id"))
                .orElse(caller.ownProject());
    }
}
