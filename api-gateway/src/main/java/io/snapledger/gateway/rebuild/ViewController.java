package io.snapledger.gateway.rebuild;

import io.snapledger.contract.rebuild.RebuildAnswer;
import io.snapledger.contract.rebuild.ViewRebuilds;
import io.snapledger.contract.rebuild.ViewState;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.policy.Policy;
import io.snapledger.gateway.policy.Target;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /admin/v1/views}: views, and making them again from the events beside the live ones while
 * these are read.
 */
@RestController
final class ViewController {

    private static final String VIEWS = "/admin/v1/views";
    private static final String REBUILD = VIEWS + "/{view}/rebuild";

    private final ViewRebuilds rebuilds;
    private final Policy policy;

    ViewController(ViewRebuilds rebuilds, Policy policy) {
        this.rebuilds = rebuilds;
        this.policy = policy;
    }

    @GetMapping(VIEWS)
    ViewsBody list(Caller caller) {
        policy.enforce(caller, ViewPolicy.GET_ALL, Target.own(caller));
        return ViewsBody.of(rebuilds.list());
    }

    @GetMapping(REBUILD)
    RebuildBody show(@PathVariable String view, Caller caller) {
        policy.enforce(caller, ViewPolicy.GET, Target.own(caller));
        ViewState known = rebuilds.find(view).orElseThrow(() -> noSuch(view));
        if (known.rebuild() == null) {
            throw Fault.notFound("The view " + view + " has never been rebuilt.");
        }
        return RebuildBody.of(known.rebuild());
    }

    @PostMapping(REBUILD)
    @ResponseStatus(HttpStatus.ACCEPTED)
    RebuildBody begin(@PathVariable String view, Caller caller) {
        policy.enforce(caller, ViewPolicy.REBUILD, Target.own(caller));
        RebuildAnswer answer =
                rebuilds.begin(view, caller.userId(), caller.requestId())
                        .orElseThrow(() -> noSuch(view));
        if (!answer.begun()) {
            throw Fault.conflict("The view " + view + " is being rebuilt already.");
        }
        return RebuildBody.of(answer.rebuild());
    }

    @DeleteMapping(REBUILD)
    RebuildBody abort(@PathVariable String view, Caller caller) {
        policy.enforce(caller, ViewPolicy.ABORT, Target.own(caller));
        if (rebuilds.find(view).isEmpty()) {
            throw noSuch(view);
        }
        return rebuilds.abort(view)
                .map(RebuildBody::of)
                .orElseThrow(() -> Fault.conflict("The view " + view + " is not being rebuilt."));
    }

    private static Fault noSuch(String view) {
        return Fault.notFound("There is no view " + view + ".");
    }
}
