package io.snapledger.contract.resource;

/** A fact that moves its resource from one status to another; each makes one row of the history. */
public interface ChangesStatus extends ResourceEvent {

    StatusChange change();

    /**
     * Whether a stay in its status begins with it. It also does where a status is asked for that is
     * there already; not where something else is told of a resource whose status stays.
     */
    default boolean beginsStay() {
        return true;
    }
}
