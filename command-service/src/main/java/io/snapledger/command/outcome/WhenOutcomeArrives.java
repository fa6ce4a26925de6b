package io.snapledger.command.outcome;

import io.snapledger.contract.outcome.Outcome;
import java.time.Instant;

/**
 * What a slice does about an agent's outcome.
 *
 * @param <O> the outcome's type; its {@code @StoredName} is how it is told from others on the topic
 */
public interface WhenOutcomeArrives<O extends Outcome> {

    Class<O> outcomeType();

    /** The command that records it. */
    Object command(O outcome, Instant at);
}
