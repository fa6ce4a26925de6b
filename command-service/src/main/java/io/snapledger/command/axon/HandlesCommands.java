package io.snapledger.command.axon;

/**
 * Marks a component with {@code @CommandHandler}s; each runs in one transaction with the events it
 * makes.
 */
public interface HandlesCommands {}
