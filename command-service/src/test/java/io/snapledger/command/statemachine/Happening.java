package io.snapledger.command.statemachine;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** One column of a table, as a command. */
record Happening(@TargetAggregateIdentifier String id, String what) {}
