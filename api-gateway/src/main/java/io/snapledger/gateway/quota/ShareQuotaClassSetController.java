package io.snapledger.gateway.quota;

import io.snapledger.contract.origin.Cause;
import io.snapledger.contract.quota.QuotaCatalogue;
import io.snapledger.contract.quota.QuotaCommand.ChangeQuotaLimits;
import io.snapledger.contract.quota.QuotaLimit;
import io.snapledger.contract.quota.QuotaReads;
import io.snapledger.contract.quota.QuotaScope;
import io.snapledger.contract.quota.QuotaSetId;
import io.snapledger.contract.quota.QuotaView;
import io.snapledger.gateway.api.Api;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.edge.ManilaApi;
import io.snapledger.gateway.edge.NotServed;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.json.JsonBody;
import io.snapledger.gateway.microversion.ManilaVersions;
import io.snapledger.gateway.microversion.Microversion;
import io.snapledger.gateway.microversion.Since;
import io.snapledger.gateway.policy.Policies;
import io.snapledger.gateway.policy.Policy;
import io.snapledger.gateway.policy.Target;
import io.snapledger.gateway.quota.QuotaBodies.QuotaClassSet;
import io.snapledger.gateway.write.Commands;
import io.snapledger.gateway.write.Moment;
import java.util.List;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * {@code /quota-class-sets/{class}}, before 2.7 {@code /os-quota-class-sets}:
 * manila/api/v2/quota_class_sets.py. Only the class {@code default} means anything.
 */
@ManilaApi
final class ShareQuotaClassSetController {

    private final QuotaReads reads;
    private final Commands commands;
    private final Policy policy;

    ShareQuotaClassSetController(QuotaReads reads, Commands commands, Policies policies) {
        this.reads = reads;
        this.commands = commands;
        this.policy = policies.of(Api.SHARED_FILE_SYSTEM);
    }

    @GetMapping("/os-quota-class-sets/{id}")
    @Since(value = ManilaVersions.BASE_VERSION, until = ManilaVersions.EXTENSION_PREFIX_LAST)
    QuotaClassSet osShow(@PathVariable String id, Caller caller, Microversion version) {
        return show(id, caller, version);
    }

    @GetMapping("/quota-class-sets/{id}")
    @Since(ManilaVersions.NO_EXTENSION_PREFIX)
    QuotaClassSet show(@PathVariable String id, Caller caller, Microversion version) {
        policy.enforce(caller, ShareQuotaPolicy.SHOW_CLASS, Target.own(caller));
        requireAdministrator(caller);
        return new QuotaClassSet(ShareQuotaBodies.ofClass(of(id), id, version, QuotaView::limit));
    }

    @PutMapping("/os-quota-class-sets/{id}")
    @Since(value = ManilaVersions.BASE_VERSION, until = ManilaVersions.EXTENSION_PREFIX_LAST)
    QuotaClassSet osUpdate(
            @PathVariable String id, JsonBody body, Caller caller, Microversion version) {
        return update(id, body, caller, version);
    }

    @PutMapping("/quota-class-sets/{id}")
    @Since(ManilaVersions.NO_EXTENSION_PREFIX)
    QuotaClassSet update(
            @PathVariable String id, JsonBody body, Caller caller, Microversion version) {
        policy.enforce(caller, ShareQuotaPolicy.UPDATE_CLASS, Target.own(caller));
        requireAdministrator(caller);
        QuotaNames.requireStorable(id);
        QuotaNames.requireLength("class_name", id);
        List<QuotaLimit> limits = ShareQuotaChange.ofClass(body);
        List<QuotaView> before = of(id);
        if (!limits.isEmpty()) {
            QuotaScope scope = QuotaScope.ofClass(QuotaCatalogue.SHARED_FILE_SYSTEM, id);
            commands.send(
                    new ChangeQuotaLimits(QuotaSetId.of(scope), scope, limits, true, Moment.now()),
                    caller,
                    Cause.REQUEST);
        }
        return new QuotaClassSet(
                ShareQuotaBodies.ofClass(
                        before, null, version, quota -> QuotaBodies.limit(quota, limits)));
    }

    private List<QuotaView> of(String name) {
        return ShareQuotaBodies.of(null, reads.ofClass(QuotaCatalogue.SHARED_FILE_SYSTEM, name));
    }

    // manila/db/sqlalchemy/api.py, authorize_quota_class_context and require_admin_context: no
    // caller has a class, so only administrators get past, whatever policy says.
    private static void requireAdministrator(Caller caller) {
        if (!caller.admin()) {
            throw Fault.forbidden();
        }
    }

    @RequestMapping(
            path = {"/quota-class-sets", "/os-quota-class-sets"},
            method = {RequestMethod.GET, RequestMethod.POST})
    @NotServed
    void collection() {}

    @GetMapping({
        "/quota-class-sets/new",
        "/quota-class-sets/{id}/edit",
        "/os-quota-class-sets/new",
        "/os-quota-class-sets/{id}/edit"
    })
    @NotServed
    void form() {}

    @DeleteMapping({"/quota-class-sets/{id}", "/os-quota-class-sets/{id}"})
    @NotServed
    void removal() {}
}
