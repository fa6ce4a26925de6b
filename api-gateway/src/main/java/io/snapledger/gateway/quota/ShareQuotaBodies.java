package io.snapledger.gateway.quota;

import io.snapledger.contract.quota.QuotaResource;
import io.snapledger.contract.quota.QuotaView;
import io.snapledger.gateway.microversion.ManilaVersions;
import io.snapledger.gateway.microversion.Microversion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is shown of the quotas of shares, which of them depends on the version. */
final class ShareQuotaBodies {

    private static final List<QuotaResource> ALWAYS =
            List.of(
                    QuotaResource.SHARES,
                    QuotaResource.SHARE_GIGABYTES,
                    QuotaResource.SHARE_SNAPSHOTS,
                    QuotaResource.SNAPSHOT_GIGABYTES);

    private static final List<QuotaResource> NETWORKS = List.of(QuotaResource.SHARE_NETWORKS);

    private ShareQuotaBodies() {}

    // manila/api/views/quota_sets.py
    /**
     * Those of a project.
     *
     * @param project null where upstream does not say it
     * @param shareType whether they are those of one share type
     */
    static Map<String, Object> ofProject(
            List<QuotaView> quotas,
            @Nullable String project,
            boolean shareType,
            Microversion version,
            Function<QuotaView, Object> shown) {
        Map<String, Object> body = new LinkedHashMap<>();
        put(body, ALWAYS, quotas, shown);
        if (project != null) {
            body.put("id", project);
        }
        put(body, shareType ? List.of() : NETWORKS, quotas, shown);
        put(body, later(version, shareType), quotas, shown);
        return body;
    }

    // manila/api/views/quota_class_sets.py
    /**
     * Those of a class.
     *
     * @param name null where upstream does not say it
     */
    static Map<String, Object> ofClass(
            List<QuotaView> quotas,
            @Nullable String name,
            Microversion version,
            Function<QuotaView, Object> shown) {
        Map<String, Object> body = new LinkedHashMap<>();
        put(body, ALWAYS, quotas, shown);
        put(body, NETWORKS, quotas, shown);
        if (name != null) {
            body.put("id", name);
        }
        put(body, later(version, false), quotas, shown);
        return body;
    }

    /**
     * Those of one share type, and what types do not have quotas of; or those of all together.
     *
     * @param shareType null for all together
     */
    static List<QuotaView> of(@Nullable UUID shareType, List<QuotaView> quotas) {
        return quotas.stream()
                .filter(quota ->
                        (shareType == null || !quota.resource().isPerType())
                                ? quota.typeId() == null
                                : shareType.equals(quota.typeId()))
                .toList();
    }

    private static List<QuotaResource> later(Microversion version, boolean shareType) {
        return Stream.of(
                        version.atLeast(ManilaVersions.SHARE_GROUP_QUOTA) && !shareType
                                ? List.of(
                                        QuotaResource.SHARE_GROUPS,
                                        QuotaResource.SHARE_GROUP_SNAPSHOTS)
                                : List.<QuotaResource>of(),
                        version.atLeast(ManilaVersions.REPLICA_QUOTA)
                                ? List.of(
                                        QuotaResource.SHARE_REPLICAS,
                                        QuotaResource.REPLICA_GIGABYTES)
                                : List.<QuotaResource>of(),
                        version.atLeast(ManilaVersions.PER_SHARE_QUOTA)
                                ? List.of(QuotaResource.PER_SHARE_GIGABYTES)
                                : List.<QuotaResource>of())
                .flatMap(List::stream)
                .toList();
    }

    private static void put(
            Map<String, Object> body,
            List<QuotaResource> resources,
            List<QuotaView> quotas,
            Function<QuotaView, Object> shown) {
        for (QuotaResource resource : resources) {
            quotas.stream()
                    .filter(quota -> quota.resource() == resource)
                    .findFirst()
                    .ifPresent(quota -> body.put(quota.name(), shown.apply(quota)));
        }
    }
}
