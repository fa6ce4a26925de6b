package io.snapledger.command.restore;

import io.snapledger.eventlog.proof.RootStatement;
import java.util.Optional;

/** The topic of roots, and which of its messages are roots of this log. */
public interface RootMessages {

    String topic();

    /** What a root says; empty if it was signed by nobody who has ever signed here. */
    Optional<RootStatement> statement(byte[] message);
}
