package io.snapledger.command.axon;

import java.time.Instant;

/**
 * A resource that is there from the start: created at the first start, left alone at every other.
 */
public interface BuiltIn {

    /** The command that creates it; refused where it exists. */
    Object creation(Instant at);
}
