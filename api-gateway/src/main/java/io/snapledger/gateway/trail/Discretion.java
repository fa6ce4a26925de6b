package io.snapledger.gateway.trail;

import io.snapledger.contract.origin.Actor;
import io.snapledger.contract.origin.Cause;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.policy.Policy;
import org.springframework.stereotype.Component;

/**
 * What a reader of the audit trail is told of those who acted. Everything that is told of an actor
 * passes here, whatever it is written as.
 *
 * <p>Administrators are told everything. Others are told neither the hosts of agents nor from where
 * administrators act: OpenStack's APIs show hosts to administrators only (in Cinder {@code
 * volume_extension:volume_host_attribute}), and addresses to nobody.
 */
@Component
public final class Discretion {

    private final Policy policy;

    Discretion(Policy policy) {
        this.policy = policy;
    }

    /** Who acted, as that reader is told. */
    public ActorBody told(Actor actor, Cause cause, Caller reader) {
        return new ActorBody(
                tellsUser(cause, reader) ? actor.userId() : null,
                actor.projectId(),
                actor.roles(),
                tellsAddress(actor, cause, reader) ? actor.address() : null);
    }

    /**
     * Whether that reader is told which user acted, where that was the cause. If not, nothing may
     * be found by it either: what a filter finds is told as well.
     */
    public static boolean tellsUser(Cause cause, Caller reader) {
        return reader.admin() || cause != Cause.AGENT;
    }

    private boolean tellsAddress(Actor actor, Cause cause, Caller reader) {
        return reader.admin()
                || (cause == Cause.REQUEST
                        && reader.ownProject().equals(actor.projectId())
                        && !isAdministrator(actor));
    }

    // Whoever is one by the rules in force, as callers are judged.
    private boolean isAdministrator(Actor actor) {
        return policy.judge(
                        new Caller(
                                actor.userId(),
                                actor.projectId(),
                                actor.roles(),
                                false,
                                actor.address(),
                                "",
                                null))
                .admin();
    }
}
