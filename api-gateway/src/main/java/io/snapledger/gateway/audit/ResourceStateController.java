package io.snapledger.gateway.audit;

import io.snapledger.contract.EventNames;
import io.snapledger.contract.audit.AsOf;
import io.snapledger.contract.audit.ResourceStateQuery;
import io.snapledger.contract.audit.ResourceStateReads;
import io.snapledger.contract.audit.ResourceStateView;
import io.snapledger.contract.resource.AuditOnly;
import io.snapledger.gateway.audit.ResourceStateBody.State;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.links.Links;
import io.snapledger.gateway.links.Links.Link;
import io.snapledger.gateway.list.QueryParameters;
import io.snapledger.gateway.list.QueryParameters.Parameter;
import io.snapledger.gateway.policy.Policy;
import io.snapledger.gateway.policy.Target;
import io.snapledger.gateway.schema.Uuids;
import io.snapledger.gateway.trail.TrailFilters;
import io.snapledger.gateway.trail.TrailRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /audit/v1/{resource-type}/{id}?as_of=} and the list of a project's resources: what
 * they were at any moment, folded from the events, also once they are gone.
 *
 * <p>As with the history, what is another project's is not there, and what belongs to no project is
 * there for administrators only.
 */
@RestController
final class ResourceStateController {

    private static final Set<String> RESOURCE_TYPES =
            EventNames.all().entrySet().stream()
                    .filter(event -> !AuditOnly.class.isAssignableFrom(event.getValue()))
                    .map(event -> EventNames.resourceType(event.getKey()))
                    .collect(Collectors.toUnmodifiableSet());

    private static final int MAX_LENGTH = 255;

    static final String PROJECT = "project_id";
    static final String DELETED = "deleted";
    static final String LIMIT = "limit";
    static final String CURSOR = "cursor";

    private final ResourceStateReads reads;
    private final Policy policy;

    ResourceStateController(ResourceStateReads reads, Policy policy) {
        this.reads = reads;
        this.policy = policy;
    }

    @GetMapping("/audit/v1/{resource_type}/{id}")
    ResourceStateBody show(
            @PathVariable("resource_type") String resourceType,
            @PathVariable String id,
            QueryParameters parameters,
            Caller caller) {
        known(resourceType);
        Single single = new Single(parameters, Set.of(AsOfParameter.NAME));
        AsOf asOf = AsOfParameter.read(single.value(AsOfParameter.NAME), reads);
        ResourceStateView state =
                Uuids.canonical(id)
                        .flatMap(uuid ->
                                reads.find(resourceType, uuid, caller.visibleProject(), asOf))
                        .orElseThrow(() ->
                                Fault.notFound(
                                        "There is no %s %s as of then."
                                                .formatted(resourceType, id)));
        policy.enforce(caller, AuditPolicy.GET_STATE, new Target(state.projectId(), null));
        return new ResourceStateBody(AsOfParameter.text(asOf), State.of(state, caller.admin()));
    }

    @GetMapping("/audit/v1/{resource_type}")
    ResourceStatesBody list(
            @PathVariable("resource_type") String resourceType,
            QueryParameters parameters,
            Caller caller,
            Links links) {
        known(resourceType);
        policy.enforce(caller, AuditPolicy.GET_STATES, Target.own(caller));
        Single single =
                new Single(parameters, Set.of(AsOfParameter.NAME, PROJECT, DELETED, LIMIT, CURSOR));
        AsOf asOf = AsOfParameter.read(single.value(AsOfParameter.NAME), reads);
        int limit = TrailRequest.limit(single.value(LIMIT));
        // A row more than is shown is asked for, to know whether there is one.
        ResourceStateQuery query =
                new ResourceStateQuery(
                        resourceType,
                        project(single.value(PROJECT), caller),
                        asOf,
                        single.flag(DELETED),
                        single.cursor(),
                        limit + 1);
        List<ResourceStateView> found = maySee(query, caller) ? reads.list(query) : List.of();
        List<ResourceStateView> shown = found.size() > limit ? found.subList(0, limit) : found;
        return new ResourceStatesBody(
                AsOfParameter.text(asOf),
                shown.stream().map(state -> State.of(state, caller.admin())).toList(),
                found.size() > limit
                        ? List.of(next(resourceType, asOf, shown.getLast(), parameters, links))
                        : List.of());
    }

    private static void known(String resourceType) {
        if (!RESOURCE_TYPES.contains(resourceType)) {
            throw Fault.notFound("There is no resource type " + resourceType + ".");
        }
    }

    // An empty project is none: that of types.
    private static @Nullable String project(@Nullable String asked, Caller caller) {
        if (asked == null) {
            return caller.ownProject();
        }
        if (asked.length() > MAX_LENGTH || asked.indexOf('\0') >= 0) {
            throw Single.invalid(
                    PROJECT, "it must have at most " + MAX_LENGTH + " characters, none of them 0");
        }
        return asked.isEmpty() ? null : asked;
    }

    private static boolean maySee(ResourceStateQuery query, Caller caller) {
        return caller.admin() || caller.ownProject().equals(query.projectId());
    }

    // The next page is as of the same moment, whatever has happened meanwhile.
    private static Link next(
            String resourceType,
            AsOf asOf,
            ResourceStateView last,
            QueryParameters parameters,
            Links links) {
        List<Parameter> same = new ArrayList<>(parameters.all());
        same.removeIf(parameter -> parameter.key().equals(AsOfParameter.NAME));
        same.add(new Parameter(AsOfParameter.NAME, AsOfParameter.text(asOf)));
        return links.page(
                "next",
                "/audit/v1/" + resourceType,
                new QueryParameters(same),
                last.resourceId().toString());
    }

    /** Parameters of which each is given once at most. */
    private record Single(QueryParameters parameters) {

        private Single(QueryParameters parameters, Set<String> names) {
            this(parameters);
            TrailFilters.requireKnown(parameters, names);
            Set<String> seen = new HashSet<>();
            for (Parameter parameter : parameters.all()) {
                if (!seen.add(parameter.key())) {
                    throw invalid(parameter.key(), "it must be given once");
                }
            }
        }

        private @Nullable String value(String name) {
            return parameters.last(name).orElse(null);
        }

        private boolean flag(String name) {
            return parameters
                    .last(name)
                    .map(text ->
                            switch (text) {
                                case "true" -> true;
                                case "false" -> false;
                                default -> throw invalid(name, "it must be true or false");
                            })
                    .orElse(false);
        }

        private @Nullable UUID cursor() {
            return parameters
                    .last(CURSOR)
                    .map(text ->
                            Uuids.canonical(text)
                                    .orElseThrow(() ->
                                            invalid(
                                                    CURSOR,
                                                    "it must come from a link of this list")))
                    .orElse(null);
        }

        private static Fault invalid(String name, String why) {
            return Fault.badRequest("Invalid " + name + ": " + why + ".");
        }
    }
}
