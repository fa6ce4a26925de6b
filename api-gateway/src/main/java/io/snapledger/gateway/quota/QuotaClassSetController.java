package io.snapledger.gateway.quota;

import io.snapledger.contract.origin.Cause;
import io.snapledger.contract.quota.QuotaCatalogue;
import io.snapledger.contract.quota.QuotaCommand.ChangeQuotaLimits;
import io.snapledger.contract.quota.QuotaLimit;
import io.snapledger.contract.quota.QuotaReads;
import io.snapledger.contract.quota.QuotaScope;
import io.snapledger.contract.quota.QuotaSetId;
import io.snapledger.contract.quota.QuotaView;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.edge.CinderApi;
import io.snapledger.gateway.edge.NotServed;
import io.snapledger.gateway.extension.ServesExtension;
import io.snapledger.gateway.json.JsonBody;
import io.snapledger.gateway.policy.Policy;
import io.snapledger.gateway.policy.Target;
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
 * {@code /os-quota-class-sets/{class}}: cinder/api/contrib/quota_classes.py. Only the class {@code
 * default} means anything: no project is ever put into another.
 */
@CinderApi
@ServesExtension(
        alias = "os-quota-class-sets",
        name = "QuotaClasses",
        description = "Quota classes management support.",
        updated = "2012-03-12T00:00:00+00:00")
final class QuotaClassSetController {

    private final QuotaReads reads;
    private final Commands commands;
    private final Policy policy;

    QuotaClassSetController(QuotaReads reads, Commands commands, Policy policy) {
        this.reads = reads;
        this.commands = commands;
        this.policy = policy;
    }

    @GetMapping("/os-quota-class-sets/{id}")
    QuotaBodies.QuotaClassSet show(@PathVariable String id, Caller caller) {
        policy.enforce(caller, QuotaPolicy.GET_CLASS, Target.own(caller));
        return new QuotaBodies.QuotaClassSet(
                QuotaBodies.withId(
                        QuotaBodies.limits(reads.ofClass(QuotaCatalogue.BLOCK_STORAGE, id)), id));
    }

    @PutMapping("/os-quota-class-sets/{id}")
    QuotaBodies.QuotaClassSet update(@PathVariable String id, JsonBody body, Caller caller) {
        QuotaNames.requireStorable(id);
        List<QuotaView> before = reads.ofClass(QuotaCatalogue.BLOCK_STORAGE, id);
        List<QuotaLimit> limits = QuotaSchemas.ofClass(body.tree(), before);
        policy.enforce(caller, QuotaPolicy.UPDATE_CLASS, Target.own(caller));
        QuotaNames.requireLength("quota_class_name", id);
        if (!limits.isEmpty()) {
            QuotaScope scope = QuotaScope.ofClass(QuotaCatalogue.BLOCK_STORAGE, id);
            commands.send(
                    new ChangeQuotaLimits(QuotaSetId.of(scope), scope, limits, true, Moment.now()),
                    caller,
                    Cause.REQUEST);
        }
        return new QuotaBodies.QuotaClassSet(QuotaBodies.limits(before, limits));
    }

    @RequestMapping(
            path = "/os-quota-class-sets",
            method = {RequestMethod.GET, RequestMethod.POST})
    @NotServed
    void collection() {}

    @GetMapping({"/os-quota-class-sets/new", "/os-quota-class-sets/{id}/edit"})
    @NotServed
    void form() {}

    @DeleteMapping("/os-quota-class-sets/{id}")
    @NotServed
    void removal() {}
}
