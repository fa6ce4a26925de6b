package io.snapledger.gateway.message;

import io.snapledger.gateway.api.Api;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.edge.ManilaApi;
import io.snapledger.gateway.edge.NotServed;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.microversion.ManilaVersions;
import io.snapledger.gateway.microversion.Since;
import io.snapledger.gateway.policy.Policies;
import io.snapledger.gateway.policy.Policy;
import io.snapledger.gateway.policy.Target;
import java.util.List;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** manila/api/v2/messages.py; there are none, for {@link MessageController}'s reason. */
@ManilaApi
@Since(ManilaVersions.MESSAGES)
final class ShareMessageController {

    private final Policy policy;

    ShareMessageController(Policies policies) {
        this.policy = policies.of(Api.SHARED_FILE_SYSTEM);
    }

    @GetMapping("/messages")
    MessageController.Page list(Caller caller) {
        policy.enforce(caller, ShareMessagePolicy.GET_ALL, Target.own(caller));
        return new MessageController.Page(List.of());
    }

    @GetMapping("/messages/{id}")
    MessageController.Page show(@PathVariable String id, Caller caller) {
        policy.enforce(caller, ShareMessagePolicy.GET, Target.own(caller));
        return find(id);
    }

    @DeleteMapping("/messages/{id}")
    void delete(@PathVariable String id, Caller caller) {
        policy.enforce(caller, ShareMessagePolicy.DELETE, Target.own(caller));
        find(id);
    }

    @GetMapping({"/messages/new", "/messages/{id}/edit"})
    @NotServed
    void form() {}

    private static MessageController.Page find(String id) {
        throw Fault.notFound("Message " + id + " could not be found.");
    }
}
