package io.snapledger.contract.resource;

/** A fact that moves its resource from one status to another; each makes one row of the history. */
public interface ChangesStatus extends ResourceEvent {

    StatusChange change();
}
