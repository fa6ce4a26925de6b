package io.snapledger.gateway.quota;

import io.snapledger.contract.origin.Cause;
import io.snapledger.contract.quota.QuotaCatalogue;
import io.snapledger.contract.quota.QuotaCommand.ChangeQuotaLimits;
import io.snapledger.contract.quota.QuotaCommand.RemoveQuotaLimits;
import io.snapledger.contract.quota.QuotaLimit;
import io.snapledger.contract.quota.QuotaReads;
import io.snapledger.contract.quota.QuotaScope;
import io.snapledger.contract.quota.QuotaSetId;
import io.snapledger.contract.quota.QuotaView;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.edge.CinderApi;
import io.snapledger.gateway.edge.EmptyJson;
import io.snapledger.gateway.edge.NotServed;
import io.snapledger.gateway.extension.ServesExtension;
import io.snapledger.gateway.json.JsonBody;
import io.snapledger.gateway.list.BooleanParameter;
import io.snapledger.gateway.list.QueryParameters;
import io.snapledger.gateway.policy.Policy;
import io.snapledger.gateway.policy.Target;
import io.snapledger.gateway.write.Commands;
import io.snapledger.gateway.write.Moment;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/** {@code /os-quota-sets/{project}}: cinder/api/contrib/quotas.py. */
@CinderApi
@ServesExtension(
        alias = "os-quota-sets",
        name = "Quotas",
        description = "Quota management support.",
        updated = "2011-08-08T00:00:00+00:00")
final class QuotaSetController {

    private final QuotaReads reads;
    private final Commands commands;
    private final Policy policy;

    QuotaSetController(QuotaReads reads, Commands commands, Policy policy) {
        this.reads = reads;
        this.commands = commands;
        this.policy = policy;
    }

    @GetMapping("/os-quota-sets/{id}")
    QuotaBodies.QuotaSet show(@PathVariable String id, QueryParameters parameters, Caller caller) {
        policy.enforce(caller, QuotaPolicy.SHOW, new Target(id, null));
        boolean usage = BooleanParameter.of(parameters, "usage");
        List<QuotaView> quotas = reads.ofProject(QuotaCatalogue.BLOCK_STORAGE, id);
        Map<String, Object> shown = usage ? QuotaBodies.usage(quotas) : QuotaBodies.limits(quotas);
        return new QuotaBodies.QuotaSet(QuotaBodies.withId(shown, id));
    }

    @GetMapping("/os-quota-sets/{id}/defaults")
    QuotaBodies.QuotaSet showDefaults(@PathVariable String id, Caller caller) {
        policy.enforce(caller, QuotaPolicy.SHOW, new Target(id, null));
        return new QuotaBodies.QuotaSet(
                QuotaBodies.withId(
                        QuotaBodies.limits(
                                QuotaBodies.defaults(reads, QuotaCatalogue.BLOCK_STORAGE)),
                        id));
    }

    @PutMapping("/os-quota-sets/{id}")
    QuotaBodies.QuotaSet update(@PathVariable String id, JsonBody body, Caller caller) {
        QuotaNames.requireStorable(id);
        List<QuotaView> before = reads.ofProject(QuotaCatalogue.BLOCK_STORAGE, id);
        List<QuotaLimit> limits = QuotaSchemas.ofProject(body.tree(), before);
        policy.enforce(caller, QuotaPolicy.UPDATE, new Target(id, null));
        QuotaNames.requireLength("quota_set_name", id);
        if (!limits.isEmpty()) {
            QuotaScope scope = QuotaScope.ofProject(QuotaCatalogue.BLOCK_STORAGE, id);
            commands.send(
                    new ChangeQuotaLimits(QuotaSetId.of(scope), scope, limits, false, Moment.now()),
                    caller,
                    Cause.REQUEST);
        }
        return new QuotaBodies.QuotaSet(QuotaBodies.limits(before, limits));
    }

    @DeleteMapping("/os-quota-sets/{id}")
    @EmptyJson
    void delete(@PathVariable String id, Caller caller) {
        policy.enforce(caller, QuotaPolicy.DELETE, new Target(id, null));
        QuotaScope scope = QuotaScope.ofProject(QuotaCatalogue.BLOCK_STORAGE, id);
        commands.send(
                new RemoveQuotaLimits(QuotaSetId.of(scope), scope, null, Moment.now()),
                caller,
                Cause.REQUEST);
    }

    @RequestMapping(
            path = "/os-quota-sets",
            method = {RequestMethod.GET, RequestMethod.POST})
    @NotServed
    void collection() {}

    @GetMapping({"/os-quota-sets/new", "/os-quota-sets/{id}/edit"})
    @NotServed
    void form() {}
}
