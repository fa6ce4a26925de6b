package io.snapledger.command.deadline;

import java.time.Instant;
import java.util.UUID;

/** What a slice does about one of its resources that has waited for too long. */
public interface WhenOverdue {

    /** For example {@code volume}. */
    String resourceType();

    /** The command that ends the wait in a status that began at {@code since}. */
    Object command(UUID id, String status, Instant since, Instant at);
}
