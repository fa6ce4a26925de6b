package io.snapledger.gateway.quota;

import io.snapledger.contract.quota.QuotaCatalogue;
import io.snapledger.contract.quota.QuotaLimit;
import io.snapledger.contract.quota.QuotaResource;
import io.snapledger.contract.quota.QuotaView;
import io.snapledger.gateway.schema.Format;
import io.snapledger.gateway.schema.Python;
import io.snapledger.gateway.schema.Schema;
import io.snapledger.gateway.schema.Violation;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Limits in a body: cinder/api/schemas/quotas.py and quota_classes.py. */
final class QuotaSchemas {

    static final String QUOTA_SET = "quota_set";
    static final String QUOTA_CLASS_SET = "quota_class_set";

    // cinder/quota.py, NON_QUOTA_KEYS: what clients send back of what they were shown.
    private static final Set<String> NO_QUOTAS = Set.of("tenant_id", "id");

    static final BigInteger MAXIMUM = BigInteger.valueOf(Integer.MAX_VALUE);

    // What Python's int() reads of a text.
    private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+(_[0-9]+)*");
    private static final Pattern DIGITS = Pattern.compile("[0-9]*");

    private static final String PER_TYPE =
            QuotaResource.of(QuotaCatalogue.BLOCK_STORAGE).stream()
                    .filter(QuotaResource::isPerType)
                    .map(QuotaResource::word)
                    .collect(Collectors.joining("|", "^(", ")_."));

    private static final Schema LIMIT =
            Schema.of(Schema.Type.INTEGER, Schema.Type.STRING)
                    .between(QuotaResource.UNLIMITED, Integer.MAX_VALUE);

    /** What a body of a project's limits looks like, whatever volume types there are. */
    static final Schema PROJECT = quotaSet(Set.of());

    /** What a body of a class's limits looks like, whatever volume types there are. */
    static final Schema CLASS = quotaClassSet(Set.of());

    private QuotaSchemas() {}

    /** What limits of shares look like; upstream has no schema for them. */
    static Schema ofShares() {
        Schema limits = Schema.object();
        for (QuotaResource resource : QuotaResource.of(QuotaCatalogue.SHARED_FILE_SYSTEM)) {
            limits = limits.property(resource.word(), LIMIT);
        }
        return limits;
    }

    /**
     * The limits that a body sets for a project, in its order.
     *
     * @param known the quotas there are
     */
    static List<QuotaLimit> ofProject(JsonNode body, List<QuotaView> known) {
        Map<String, QuotaView> byName = byName(known);
        quotaSet(byName.keySet()).validate(body);
        return limits(body.path(QUOTA_SET), byName);
    }

    /** The limits that a body sets for a class. */
    static List<QuotaLimit> ofClass(JsonNode body, List<QuotaView> known) {
        Map<String, QuotaView> byName = byName(known);
        quotaClassSet(byName.keySet()).validate(body);
        return limits(body.path(QUOTA_CLASS_SET), byName);
    }

    private static Schema quotaSet(Set<String> known) {
        return Schema.object()
                .property(
                        QUOTA_SET,
                        Schema.object()
                                .format(QuotaSchemas::notEmpty)
                                .format(limitsOf(known))
                                .saying("minProperties", 1)
                                .saying("properties", quotasAndIds())
                                .saying("patternProperties", Map.of(PER_TYPE, LIMIT.words()))
                                .saying("additionalProperties", false))
                .required(QUOTA_SET)
                .closed();
    }

    private static Map<String, Object> quotasAndIds() {
        Map<String, Object> members = new LinkedHashMap<>();
        for (QuotaResource resource : QuotaResource.of(QuotaCatalogue.BLOCK_STORAGE)) {
            members.put(resource.word(), LIMIT.words());
        }
        NO_QUOTAS.stream().sorted().forEach(key -> members.put(key, Schema.anything().words()));
        return members;
    }

    private static Schema quotaClassSet(Set<String> known) {
        return Schema.object()
                .property(
                        QUOTA_CLASS_SET,
                        Schema.object()
                                .format((_, value) -> badKeys(value, known, "quota class set"))
                                // parameter_types.py, quota_class_set
                                .entries(
                                        "^[a-zA-Z0-9-_:. ]{1,300}$",
                                        Schema.of(Schema.Type.INTEGER, Schema.Type.STRING)
                                                .pattern(
                                                        "^[0-9]*$",
                                                        text -> DIGITS.matcher(text).matches())
                                                .minLength(1)
                                                .between(
                                                        QuotaResource.UNLIMITED,
                                                        Integer.MAX_VALUE)))
                .required(QUOTA_CLASS_SET)
                .closed();
    }

    private static Map<String, QuotaView> byName(List<QuotaView> known) {
        return known.stream()
                .collect(Collectors.toMap(QuotaView::name, Function.identity(), (one, _) -> one));
    }

    private static List<QuotaLimit> limits(JsonNode values, Map<String, QuotaView> known) {
        List<QuotaLimit> limits = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : values.properties()) {
            QuotaView quota = known.get(entry.getKey());
            if (quota != null) {
                limits.add(
                        QuotaLimit.of(
                                quota.resource(),
                                quota.typeId(),
                                integer(entry.getValue()).orElseThrow().intValueExact()));
            }
        }
        return limits;
    }

    private static @Nullable Violation notEmpty(@Nullable String field, JsonNode value) {
        return value.isEmpty()
                ? new Violation(
                        "Invalid input for field/attribute %s. Value: {}. {} does not have enough properties"
                                .formatted(field))
                : null;
    }

    // validators.py, _validate_quota_set: a known key's value counts before any unknown key.
    private static Format limitsOf(Set<String> known) {
        return (_, value) -> {
            for (Map.Entry<String, JsonNode> entry : value.properties()) {
                if (known.contains(entry.getKey())) {
                    Violation violation = notALimit(entry.getKey(), entry.getValue());
                    if (violation != null) {
                        return violation;
                    }
                }
            }
            return badKeys(value, known, "quota set");
        };
    }

    private static @Nullable Violation badKeys(JsonNode value, Set<String> known, String where) {
        boolean lenient = where.equals("quota set");
        String bad =
                value.propertyNames().stream()
                        .filter(key -> !known.contains(key))
                        .filter(key -> !lenient || !NO_QUOTAS.contains(key))
                        .collect(Collectors.joining(", "));
        return bad.isEmpty()
                ? null
                : new Violation(
                        "Invalid input received: Bad key(s) in %s: %s".formatted(where, bad));
    }

    // oslo_utils/strutils.py, validate_integer
    private static @Nullable Violation notALimit(String key, JsonNode value) {
        BigInteger limit = integer(value).orElse(null);
        if (limit == null) {
            return new Violation(key + " must be an integer");
        }
        if (limit.compareTo(BigInteger.valueOf(QuotaResource.UNLIMITED)) < 0) {
            return new Violation(key + " must be >= " + QuotaResource.UNLIMITED);
        }
        return limit.compareTo(MAXIMUM) > 0 ? new Violation(key + " must be <= " + MAXIMUM) : null;
    }

    /** The number, be it one or a text of one; empty for anything else. */
    static Optional<BigInteger> integer(JsonNode value) {
        if (value.isIntegralNumber()) {
            return Optional.of(value.bigIntegerValue());
        }
        if (!value.isString()) {
            return Optional.empty();
        }
        String text = Python.strip(value.stringValue());
        return INTEGER.matcher(text).matches()
                ? Optional.of(new BigInteger(text.replace("_", "")))
                : Optional.empty();
    }
}
