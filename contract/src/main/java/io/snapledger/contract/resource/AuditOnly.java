package io.snapledger.contract.resource;

/** A fact that is kept for those who look back: no resource's view is made of it. */
public interface AuditOnly extends ResourceEvent {}
