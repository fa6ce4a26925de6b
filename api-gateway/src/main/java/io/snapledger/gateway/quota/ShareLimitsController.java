package io.snapledger.gateway.quota;

import io.snapledger.contract.quota.QuotaCatalogue;
import io.snapledger.contract.quota.QuotaReads;
import io.snapledger.contract.quota.QuotaResource;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.edge.ManilaApi;
import io.snapledger.gateway.edge.NotServed;
import io.snapledger.gateway.microversion.ManilaVersions;
import io.snapledger.gateway.microversion.Microversion;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * {@code /limits}: manila/api/v1/limits.py, which asks no policy, and manila/api/views/limits.py.
 */
@ManilaApi
final class ShareLimitsController {

    private final QuotaReads reads;

    ShareLimitsController(QuotaReads reads) {
        this.reads = reads;
    }

    @GetMapping("/limits")
    LimitsBody show(Caller caller, Microversion version) {
        Map<QuotaResource, String> limits = new EnumMap<>(QuotaResource.class);
        Map<QuotaResource, String> used = new EnumMap<>(QuotaResource.class);
        for (QuotaResource resource : QuotaResource.of(QuotaCatalogue.SHARED_FILE_SYSTEM)) {
            String name = name(resource);
            if (name != null && isShown(resource, version)) {
                limits.put(resource, "maxTotal" + name);
                used.put(resource, "total" + name + "Used");
            }
        }
        return LimitsBody.of(
                reads.ofProject(QuotaCatalogue.SHARED_FILE_SYSTEM, caller.ownProject()),
                limits,
                List.copyOf(used.entrySet()));
    }

    private static @Nullable String name(QuotaResource resource) {
        return switch (resource) {
            case SHARES -> "Shares";
            case SHARE_SNAPSHOTS -> "ShareSnapshots";
            case SHARE_GIGABYTES -> "ShareGigabytes";
            case SNAPSHOT_GIGABYTES -> "SnapshotGigabytes";
            case SHARE_NETWORKS -> "ShareNetworks";
            case SHARE_GROUPS -> "ShareGroups";
            case SHARE_GROUP_SNAPSHOTS -> "ShareGroupSnapshots";
            case SHARE_REPLICAS -> "ShareReplicas";
            case REPLICA_GIGABYTES -> "ReplicaGigabytes";
            case PER_SHARE_GIGABYTES,
                    VOLUMES,
                    PER_VOLUME_GIGABYTES,
                    SNAPSHOTS,
                    GIGABYTES,
                    BACKUPS,
                    BACKUP_GIGABYTES,
                    GROUPS ->
                    null;
        };
    }

    private static boolean isShown(QuotaResource resource, Microversion version) {
        return switch (resource) {
            case SHARE_GROUPS, SHARE_GROUP_SNAPSHOTS ->
                    version.atLeast(ManilaVersions.SHARE_GROUP_LIMITS);
            case SHARE_REPLICAS, REPLICA_GIGABYTES -> version.atLeast(ManilaVersions.REPLICA_QUOTA);
            case SHARES,
                    SHARE_SNAPSHOTS,
                    SHARE_GIGABYTES,
                    SNAPSHOT_GIGABYTES,
                    SHARE_NETWORKS,
                    PER_SHARE_GIGABYTES,
                    VOLUMES,
                    PER_VOLUME_GIGABYTES,
                    SNAPSHOTS,
                    GIGABYTES,
                    BACKUPS,
                    BACKUP_GIGABYTES,
                    GROUPS ->
                    true;
        };
    }

    @RequestMapping(path = "/limits", method = RequestMethod.POST)
    @NotServed
    void collection() {}

    @GetMapping({"/limits/new", "/limits/{id}/edit"})
    @NotServed
    void form() {}

    @RequestMapping(
            path = "/limits/{id}",
            method = {RequestMethod.GET, RequestMethod.PUT, RequestMethod.DELETE})
    @NotServed
    void one() {}
}
