package io.snapledger.gateway.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.snapledger.contract.sharetype.ShareTypeId;
import io.snapledger.contract.sharetype.ShareTypeReads;
import io.snapledger.contract.sharetype.ShareTypeView;
import io.snapledger.gateway.api.Api;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.edge.ManilaApi;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.list.QueryParameters;
import io.snapledger.gateway.microversion.ManilaVersions;
import io.snapledger.gateway.microversion.Microversion;
import io.snapledger.gateway.policy.Policies;
import io.snapledger.gateway.policy.Policy;
import io.snapledger.gateway.policy.Target;
import io.snapledger.gateway.schema.Uuids;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code /scheduler-stats/pools}: manila/api/v1/scheduler_stats.py. */
@ManilaApi
final class SharePoolController {

    private static final String SHARE_TYPE = "share_type";

    private static final Map<String, Function<ShareBackends.Known, String>> FIELDS =
            Map.of(
                    "name",
                    ShareBackends.Known::place,
                    "host",
                    ShareBackends.Known::host,
                    "backend",
                    known -> known.backend().name(),
                    "pool",
                    known -> known.backend().name());

    private final ShareBackends backends;
    private final ShareTypeReads types;
    private final Policy policy;

    SharePoolController(ShareBackends backends, ShareTypeReads types, Policies policies) {
        this.backends = backends;
        this.types = types;
        this.policy = policies.of(Api.SHARED_FILE_SYSTEM);
    }

    @GetMapping("/scheduler-stats/pools")
    Pools index(QueryParameters parameters, Caller caller, Microversion version) {
        policy.enforce(caller, ShareServicePolicy.POOLS, Target.own(caller));
        return pools(parameters, version, false);
    }

    @GetMapping("/scheduler-stats/pools/detail")
    Pools detail(QueryParameters parameters, Caller caller, Microversion version) {
        policy.enforce(caller, ShareServicePolicy.POOLS_DETAIL, Target.own(caller));
        return pools(parameters, version, true);
    }

    private Pools pools(QueryParameters parameters, Microversion version, boolean isDetail) {
        Predicate<ShareBackends.Known> wanted = ShareBackends.Known::isUp;
        for (QueryParameters.Parameter parameter : parameters.all()) {
            String key = parameter.key();
            String value = parameters.last(key).orElse("");
            boolean isType =
                    key.equals(SHARE_TYPE) && version.atLeast(ManilaVersions.POOLS_BY_SHARE_TYPE);
            wanted = wanted.and(isType ? ofType(value) : matching(key, value));
        }
        return new Pools(
                backends.all().stream()
                        .filter(wanted)
                        .map(known -> Pool.of(known, isDetail))
                        .toList());
    }

    private Predicate<ShareBackends.Known> ofType(String asked) {
        if (asked.isEmpty()) {
            return _ -> true;
        }
        Optional<ShareTypeView> type =
                Uuids.isLike(asked)
                        ? Uuids.canonical(asked).map(ShareTypeId::new).flatMap(types::find)
                        : types.findByName(asked);
        Map<String, String> specs =
                type.map(ShareTypeView::extraSpecs)
                        .orElseThrow(() -> Fault.badRequest("Share type " + asked + " not found."));
        return known -> PoolCapabilities.of(known).satisfies(specs);
    }

    // manila/scheduler/host_manager.py, _passes_filters: regular expressions, each from the start;
    // what pools do not have, none of them passes.
    private static Predicate<ShareBackends.Known> matching(String key, String value) {
        Function<ShareBackends.Known, String> field = FIELDS.get(key);
        if (field == null) {
            return _ -> false;
        }
        try {
            Pattern pattern = Pattern.compile(value);
            return known -> pattern.matcher(field.apply(known)).lookingAt();
        } catch (PatternSyntaxException e) {
            throw Fault.badRequest("Invalid filter " + key + ": " + e.getDescription() + ".");
        }
    }

    /** {@code {"pools": […]}} */
    record Pools(List<Pool> pools) {}

    /** manila/api/views/scheduler_stats.py, pool_summary and pool_detail. */
    record Pool(
            String name,
            String host,
            String backend,
            String pool,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable PoolCapabilities capabilities) {

        private static Pool of(ShareBackends.Known known, boolean isDetail) {
            return new Pool(
                    known.place(),
                    known.host(),
                    known.backend().name(),
                    known.backend().name(),
                    isDetail ? PoolCapabilities.of(known) : null);
        }
    }
}
