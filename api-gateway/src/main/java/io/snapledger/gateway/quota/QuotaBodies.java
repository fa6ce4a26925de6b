package io.snapledger.gateway.quota;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.snapledger.contract.quota.QuotaCatalogue;
import io.snapledger.contract.quota.QuotaLimit;
import io.snapledger.contract.quota.QuotaReads;
import io.snapledger.contract.quota.QuotaScope;
import io.snapledger.contract.quota.QuotaView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What is shown of quotas. Their names are keys, so they are in maps. */
final class QuotaBodies {

    private QuotaBodies() {}

    /** The limits of a project. */
    record QuotaSet(@JsonProperty(QuotaSchemas.QUOTA_SET) Map<String, Object> quotaSet) {}

    /** The limits of a class. */
    record QuotaClassSet(
            @JsonProperty(QuotaSchemas.QUOTA_CLASS_SET) Map<String, Object> quotaClassSet) {}

    /** A limit and what is used of it. Nothing is ever only reserved: a command takes or fails. */
    record Used(int limit, long inUse, long reserved) {

        static Used of(QuotaView quota) {
            return new Used(quota.limit(), quota.inUse(), 0);
        }
    }

    static Map<String, Object> limits(List<QuotaView> quotas) {
        Map<String, Object> limits = new LinkedHashMap<>();
        quotas.forEach(quota -> limits.put(quota.name(), quota.limit()));
        return limits;
    }

    static Map<String, Object> usage(List<QuotaView> quotas) {
        Map<String, Object> usage = new LinkedHashMap<>();
        quotas.forEach(quota -> usage.put(quota.name(), Used.of(quota)));
        return usage;
    }

    /** The limits after a change. */
    static Map<String, Object> limits(List<QuotaView> before, List<QuotaLimit> changed) {
        Map<String, Object> limits = new LinkedHashMap<>();
        before.forEach(quota -> limits.put(quota.name(), limit(quota, changed)));
        return limits;
    }

    static int limit(QuotaView quota, List<QuotaLimit> changed) {
        return changed.stream()
                .filter(limit -> isFor(limit, quota))
                .map(QuotaLimit::limit)
                .findFirst()
                .orElse(quota.limit());
    }

    private static boolean isFor(QuotaLimit limit, QuotaView quota) {
        return limit.resource() == quota.resource()
                && Objects.equals(limit.typeId(), quota.typeId());
    }

    /** What holds for a project without limits of its own. */
    static List<QuotaView> defaults(QuotaReads reads, QuotaCatalogue catalogue) {
        return reads.ofClass(catalogue, QuotaScope.defaultClass(catalogue).name());
    }

    static Map<String, Object> withId(Map<String, Object> quotas, String id) {
        quotas.put("id", id);
        return quotas;
    }
}
