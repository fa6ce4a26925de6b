package io.snapledger.contract.resource;

/**
 * A fact that moves its resource to where other resources stand, which it is made of. Nobody waits
 * for the resource itself: those others are waited for.
 */
public interface FollowsStatus extends ChangesStatus {}
