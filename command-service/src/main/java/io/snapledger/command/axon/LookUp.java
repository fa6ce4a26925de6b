package io.snapledger.command.axon;

/**
 * Marks a component whose {@code @EventHandler}s run inside the transaction of the event itself.
 * What it throws undoes the command.
 */
public interface LookUp {}
