package io.snapledger.gateway.quota;

import io.snapledger.contract.origin.Cause;
import io.snapledger.contract.quota.QuotaCatalogue;
import io.snapledger.contract.quota.QuotaCommand.ChangeQuotaLimits;
import io.snapledger.contract.quota.QuotaCommand.RemoveQuotaLimits;
import io.snapledger.contract.quota.QuotaLimit;
import io.snapledger.contract.quota.QuotaReads;
import io.snapledger.contract.quota.QuotaRefused.LimitBelowUsage;
import io.snapledger.contract.quota.QuotaScope;
import io.snapledger.contract.quota.QuotaSetId;
import io.snapledger.contract.quota.QuotaView;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.sharetype.ShareTypeId;
import io.snapledger.gateway.api.Api;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.edge.ManilaApi;
import io.snapledger.gateway.edge.NotServed;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.json.JsonBody;
import io.snapledger.gateway.list.QueryParameters;
import io.snapledger.gateway.microversion.ManilaVersions;
import io.snapledger.gateway.microversion.Microversion;
import io.snapledger.gateway.microversion.Since;
import io.snapledger.gateway.policy.Policies;
import io.snapledger.gateway.policy.Policy;
import io.snapledger.gateway.policy.Target;
import io.snapledger.gateway.quota.QuotaBodies.QuotaSet;
import io.snapledger.gateway.write.Commands;
import io.snapledger.gateway.write.Moment;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * {@code /quota-sets/{project}}, before 2.7 {@code /os-quota-sets}: manila/api/v2/quota_sets.py.
 */
@ManilaApi
final class ShareQuotaSetController {

    private final QuotaReads reads;
    private final ShareQuotaTypes types;
    private final Commands commands;
    private final Policy policy;

    ShareQuotaSetController(
            QuotaReads reads, ShareQuotaTypes types, Commands commands, Policies policies) {
        this.reads = reads;
        this.types = types;
        this.commands = commands;
        this.policy = policies.of(Api.SHARED_FILE_SYSTEM);
    }

    @GetMapping("/os-quota-sets/{id}")
    @Since(value = ManilaVersions.BASE_VERSION, until = ManilaVersions.EXTENSION_PREFIX_LAST)
    QuotaSet osShow(
            @PathVariable String id,
            QueryParameters parameters,
            Caller caller,
            Microversion version) {
        return show(id, parameters, caller, version);
    }

    @GetMapping("/quota-sets/{id}")
    @Since(ManilaVersions.NO_EXTENSION_PREFIX)
    QuotaSet show(
            @PathVariable String id,
            QueryParameters parameters,
            Caller caller,
            Microversion version) {
        return show(id, parameters, caller, version, QuotaView::limit);
    }

    @GetMapping("/quota-sets/{id}/detail")
    @Since(ManilaVersions.QUOTA_DETAIL)
    QuotaSet detail(
            @PathVariable String id,
            QueryParameters parameters,
            Caller caller,
            Microversion version) {
        return show(id, parameters, caller, version, QuotaBodies.Used::of);
    }

    private QuotaSet show(
            String id,
            QueryParameters parameters,
            Caller caller,
            Microversion version,
            Function<QuotaView, Object> shown) {
        ShareQuotaOf asked = ShareQuotaOf.of(parameters, version);
        policy.enforce(caller, ShareQuotaPolicy.SHOW, Target.own(caller));
        requireOwn(caller, id);
        ShareTypeId type = types.of(asked);
        return body(of(type, id), id, type, version, shown);
    }

    @GetMapping("/os-quota-sets/{id}/defaults")
    @Since(value = ManilaVersions.BASE_VERSION, until = ManilaVersions.EXTENSION_PREFIX_LAST)
    QuotaSet osDefaults(@PathVariable String id, Caller caller, Microversion version) {
        return showDefaults(id, caller, version);
    }

    @GetMapping("/quota-sets/{id}/defaults")
    @Since(ManilaVersions.NO_EXTENSION_PREFIX)
    QuotaSet showDefaults(@PathVariable String id, Caller caller, Microversion version) {
        policy.enforce(caller, ShareQuotaPolicy.SHOW, Target.own(caller));
        return body(
                ShareQuotaBodies.of(
                        null, QuotaBodies.defaults(reads, QuotaCatalogue.SHARED_FILE_SYSTEM)),
                id,
                null,
                version,
                QuotaView::limit);
    }

    @PutMapping("/os-quota-sets/{id}")
    @Since(value = ManilaVersions.BASE_VERSION, until = ManilaVersions.EXTENSION_PREFIX_LAST)
    QuotaSet osUpdate(
            @PathVariable String id,
            JsonBody body,
            QueryParameters parameters,
            Caller caller,
            Microversion version) {
        return update(id, body, parameters, caller, version);
    }

    @PutMapping("/quota-sets/{id}")
    @Since(ManilaVersions.NO_EXTENSION_PREFIX)
    QuotaSet update(
            @PathVariable String id,
            JsonBody body,
            QueryParameters parameters,
            Caller caller,
            Microversion version) {
        ShareQuotaOf asked = ShareQuotaOf.of(parameters, version);
        ShareQuotaChange.requireKnownAt(version, body);
        policy.enforce(caller, ShareQuotaPolicy.UPDATE, Target.own(caller));
        ShareQuotaChange change = ShareQuotaChange.of(body);
        QuotaNames.requireStorable(id);
        ShareTypeId type = types.of(asked);
        if (type != null) {
            change.requireNoShareGroups();
        }
        // manila/db/sqlalchemy/api.py, quota_create: require_admin_context, whatever policy says
        requireAdministrator(caller);
        List<QuotaView> total = of(null, id);
        List<QuotaView> before = type == null ? total : of(type, id);
        List<QuotaLimit> limits = change.limits(type, before, total);
        QuotaNames.requireLength("project_id", id);
        QuotaScope scope = QuotaScope.ofProject(QuotaCatalogue.SHARED_FILE_SYSTEM, id);
        if (!limits.isEmpty()) {
            try {
                commands.send(
                        new ChangeQuotaLimits(
                                QuotaSetId.of(scope), scope, limits, change.force(), Moment.now()),
                        caller,
                        Cause.REQUEST);
            } catch (RefusedException refused) {
                throw fault(refused, before);
            }
        }
        return body(before, null, type, version, quota -> QuotaBodies.limit(quota, limits));
    }

    // _update() looks at what is used only where there is a limit, _validate_quota_limit() always.
    private static RuntimeException fault(RefusedException refused, List<QuotaView> before) {
        return refused.refused() instanceof LimitBelowUsage below
                        && before.stream()
                                .filter(quota -> quota.resource() == below.resource())
                                .anyMatch(quota -> quota.limit() < 0)
                ? Fault.badRequest("Quota limit must be greater than " + below.usage() + ".")
                : refused;
    }

    @DeleteMapping("/os-quota-sets/{id}")
    @Since(value = ManilaVersions.BASE_VERSION, until = ManilaVersions.EXTENSION_PREFIX_LAST)
    @ResponseStatus(HttpStatus.ACCEPTED)
    void osDelete(
            @PathVariable String id,
            QueryParameters parameters,
            Caller caller,
            Microversion version) {
        delete(id, parameters, caller, version);
    }

    @DeleteMapping("/quota-sets/{id}")
    @Since(ManilaVersions.NO_EXTENSION_PREFIX)
    @ResponseStatus(HttpStatus.ACCEPTED)
    void delete(
            @PathVariable String id,
            QueryParameters parameters,
            Caller caller,
            Microversion version) {
        ShareQuotaOf asked = ShareQuotaOf.of(parameters, version);
        policy.enforce(caller, ShareQuotaPolicy.DELETE, Target.own(caller));
        requireAdministrator(caller);
        ShareTypeId type = types.of(asked);
        QuotaScope scope = QuotaScope.ofProject(QuotaCatalogue.SHARED_FILE_SYSTEM, id);
        commands.send(
                new RemoveQuotaLimits(QuotaSetId.of(scope), scope, type, Moment.now()),
                caller,
                Cause.REQUEST);
    }

    // The policy is asked about the caller's own project. manila/db/sqlalchemy/api.py,
    // authorize_project_context: only administrators see another's.
    private static void requireOwn(Caller caller, String project) {
        if (!caller.admin() && !project.equals(caller.projectId())) {
            throw Fault.forbidden();
        }
    }

    private static void requireAdministrator(Caller caller) {
        if (!caller.admin()) {
            throw Fault.forbidden();
        }
    }

    private List<QuotaView> of(@Nullable ShareTypeId type, String project) {
        return ShareQuotaBodies.of(
                type == null ? null : type.value(),
                reads.ofProject(QuotaCatalogue.SHARED_FILE_SYSTEM, project));
    }

    private static QuotaSet body(
            List<QuotaView> quotas,
            @Nullable String project,
            @Nullable ShareTypeId type,
            Microversion version,
            Function<QuotaView, Object> shown) {
        return new QuotaSet(
                ShareQuotaBodies.ofProject(quotas, project, type != null, version, shown));
    }

    @RequestMapping(
            path = {"/quota-sets", "/os-quota-sets"},
            method = {RequestMethod.GET, RequestMethod.POST})
    @NotServed
    void collection() {}

    @GetMapping({
        "/quota-sets/new",
        "/quota-sets/{id}/edit",
        "/os-quota-sets/new",
        "/os-quota-sets/{id}/edit"
    })
    @NotServed
    void form() {}
}
