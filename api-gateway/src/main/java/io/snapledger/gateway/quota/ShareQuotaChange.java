package io.snapledger.gateway.quota;

import io.snapledger.contract.quota.QuotaCatalogue;
import io.snapledger.contract.quota.QuotaLimit;
import io.snapledger.contract.quota.QuotaResource;
import io.snapledger.contract.quota.QuotaView;
import io.snapledger.contract.sharetype.ShareTypeId;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.json.JsonBody;
import io.snapledger.gateway.microversion.ManilaVersions;
import io.snapledger.gateway.microversion.Microversion;
import io.snapledger.gateway.schema.Entity;
import io.snapledger.gateway.schema.Formats;
import io.snapledger.gateway.schema.Python;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The limits that a body sets for shares: manila/api/v2/quota_sets.py, which has no schema.
 *
 * @param values what is set, in the body's order
 * @param force even below what is used
 */
record ShareQuotaChange(Map<String, JsonNode> values, boolean force) {

    private static final String FORCE = "force";

    // NON_QUOTA_KEYS: what clients send back of what they were shown, and what is no quota.
    private static final Set<String> NO_QUOTAS = Set.of("tenant_id", "id", FORCE, "share_type");

    private static final Map<String, QuotaResource> RESOURCES =
            QuotaResource.of(QuotaCatalogue.SHARED_FILE_SYSTEM).stream()
                    .collect(Collectors.toMap(QuotaResource::word, resource -> resource));

    // _ensure_specific_microversion_args_are_absent, in the order in which update() asks: the old
    // path asks for all, the new one only for what came next.
    /** Refuses limits of what there was not yet at that version. */
    static void requireKnownAt(Microversion version, JsonBody body) {
        JsonNode asked = body.tree().path(QuotaSchemas.QUOTA_SET);
        JsonNode values = asked.isObject() ? asked : body.tree();
        boolean oldPath = !version.atLeast(ManilaVersions.NO_EXTENSION_PREFIX);
        if (oldPath
                || isFromTo(
                        version,
                        ManilaVersions.SHARE_TYPE_QUOTA,
                        ManilaVersions.SHARE_GROUP_QUOTA)) {
            requireAbsent(
                    values,
                    ManilaVersions.SHARE_GROUP_QUOTA,
                    "share_groups",
                    "share_group_snapshots");
        }
        if (oldPath
                || isFromTo(
                        version, ManilaVersions.SHARE_GROUP_QUOTA, ManilaVersions.REPLICA_QUOTA)) {
            requireAbsent(
                    values, ManilaVersions.REPLICA_QUOTA, "share_replicas", "replica_gigabytes");
        }
        if (isFromTo(version, ManilaVersions.REPLICA_QUOTA, ManilaVersions.PER_SHARE_QUOTA)) {
            requireAbsent(values, ManilaVersions.PER_SHARE_QUOTA, "per_share_gigabytes");
        }
    }

    private static boolean isFromTo(Microversion version, String first, String next) {
        return version.atLeast(first) && !version.atLeast(next);
    }

    private static void requireAbsent(JsonNode values, String since, String... keys) {
        for (String key : keys) {
            if (isTruth(values.path(key))) {
                throw Fault.badRequest(
                        "'%1$s' key is not supported by this microversion. Use %2$s or greater microversion to be able to use '%1$s' quotas."
                                .formatted(key, since));
            }
        }
    }

    static ShareQuotaChange of(JsonBody body) {
        JsonNode tree = Entity.of(body, QuotaSchemas.QUOTA_SET, ShareQuotaChange::noneGiven).tree();
        if (RESOURCES.keySet().stream().noneMatch(key -> tree.hasNonNull(key))) {
            throw noneGiven();
        }
        Map<String, JsonNode> values = new LinkedHashMap<>();
        List<String> bad = new ArrayList<>();
        boolean force = false;
        for (Map.Entry<String, JsonNode> entry : tree.properties()) {
            String key = entry.getKey();
            JsonNode value = entry.getValue();
            if (key.equals(FORCE)) {
                // oslo_utils/strutils.py, bool_from_string: what it does not know is false.
                force =
                        value.isBoolean()
                                ? value.booleanValue()
                                : Formats.booleanText(value.asString("")).orElse(false);
            } else if (RESOURCES.containsKey(key)) {
                if (isTruth(value)) {
                    number(key, value);
                }
                values.put(key, value);
            } else if (!NO_QUOTAS.contains(key)) {
                bad.add(key);
            }
        }
        if (!bad.isEmpty()) {
            throw Fault.badRequest("Bad key(s) %s in quota_set.".formatted(String.join(",", bad)));
        }
        return new ShareQuotaChange(values, force);
    }

    // manila/api/v2/quota_class_sets.py, _update: what is no quota is passed over.
    /** The limits that a body sets for a class, in its order. */
    static List<QuotaLimit> ofClass(JsonBody body) {
        JsonNode values = body.tree().path(QuotaSchemas.QUOTA_CLASS_SET);
        if (!body.tree().isObject() || !(values.isMissingNode() || values.isObject())) {
            throw Fault.badRequest();
        }
        List<QuotaLimit> limits = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : values.properties()) {
            QuotaResource resource = RESOURCES.get(entry.getKey());
            if (resource != null) {
                int limit = limit(number(entry.getKey(), entry.getValue()));
                limits.add(QuotaLimit.of(resource, null, limit));
            }
        }
        return limits;
    }

    private static Fault noneGiven() {
        return Fault.badRequest("Must supply at least one quota field to update.");
    }

    /** Refuses what share types have no quotas of. */
    void requireNoShareGroups() {
        JsonNode groups = values.getOrDefault("share_groups", values.get("share_group_snapshots"));
        if (groups != null && isTruth(groups)) {
            throw Fault.badRequest(
                    "Share type quotas cannot constrain share groups and share group snapshots.");
        }
    }

    /**
     * The limits, in the body's order.
     *
     * @param type the share type that they are for, null for all together
     * @param before what holds for it
     * @param total what holds for the project
     */
    List<QuotaLimit> limits(
            @Nullable ShareTypeId type, List<QuotaView> before, List<QuotaView> total) {
        List<QuotaLimit> limits = new ArrayList<>();
        values.forEach((key, value) -> {
            QuotaResource resource = RESOURCES.get(key);
            if (resource == null || isLeftOut(value)) {
                return;
            }
            if (type != null && !resource.isPerType()) {
                throw Fault.badRequest(
                        "'%s' quota cannot be set for share type. It can be set only for project or user."
                                .formatted(key));
            }
            int limit = limit(number(key, value));
            if (type != null && !force) {
                requireWithin(
                        limit, quota(before, resource).inUse(), quota(total, resource).limit());
            }
            limits.add(QuotaLimit.of(resource, type == null ? null : type.value(), limit));
        });
        return limits;
    }

    // _validate_quota_limit
    private static int limit(BigInteger limit) {
        if (limit.compareTo(BigInteger.valueOf(QuotaResource.UNLIMITED)) < 0) {
            throw Fault.badRequest("Quota limit must be -1 or greater.");
        }
        if (limit.compareTo(QuotaSchemas.MAXIMUM) > 0) {
            throw Fault.badRequest(
                    "Quota limit must be less than %s.".formatted(QuotaSchemas.MAXIMUM));
        }
        return limit.intValueExact();
    }

    // The same: a type has no more than the project, and unlimited is least of all numbers.
    private static void requireWithin(int limit, long minimum, int maximum) {
        if (maximum != QuotaResource.UNLIMITED && limit == QuotaResource.UNLIMITED) {
            throw Fault.badRequest("Quota limit must be greater than %d.".formatted(minimum));
        }
        if (maximum != QuotaResource.UNLIMITED && limit > maximum) {
            throw Fault.badRequest("Quota limit must be less than %d.".formatted(maximum));
        }
    }

    private static QuotaView quota(List<QuotaView> quotas, QuotaResource resource) {
        return quotas.stream()
                .filter(quota -> quota.resource() == resource)
                .findFirst()
                .orElseThrow();
    }

    private static BigInteger number(String key, JsonNode value) {
        return QuotaSchemas.integer(value)
                .orElseThrow(() ->
                        Fault.badRequest(
                                "Quota '%s' for %s should be integer."
                                        .formatted(Python.str(value), key)));
    }

    /** Python's {@code not value and value != 0}. */
    private static boolean isLeftOut(JsonNode value) {
        return !isTruth(value) && !value.isNumber() && !value.isBoolean();
    }

    private static boolean isTruth(JsonNode value) {
        return switch (value.getNodeType()) {
            case NULL, MISSING -> false;
            case BOOLEAN -> value.booleanValue();
            case NUMBER -> value.doubleValue() != 0;
            case STRING -> !value.stringValue().isEmpty();
            case ARRAY, OBJECT -> !value.isEmpty();
            case BINARY, POJO -> true;
        };
    }
}
