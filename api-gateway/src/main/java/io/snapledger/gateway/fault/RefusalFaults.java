package io.snapledger.gateway.fault;

import io.snapledger.contract.refusal.Refused;
import java.util.Optional;

/**
 * The words for refusals that commands of every resource may meet. A slice whose refusals they are
 * provides one bean of it; the edge asks it for what a controller has let pass.
 */
public interface RefusalFaults {

    /** The answer, if the refusal is one of theirs. */
    Optional<Fault> fault(Refused refused);

    /** What is wrong, for calls that do not name the exception; empty if it is none of theirs. */
    Optional<String> text(Refused refused);
}
