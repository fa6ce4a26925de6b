package io.snapledger.contract.resource;

/**
 * A fact that changes something else than a status and decides what is done all the same: the
 * history of its resource tells it beside the changes of the status.
 */
public interface ToldInHistory extends ResourceEvent {}
