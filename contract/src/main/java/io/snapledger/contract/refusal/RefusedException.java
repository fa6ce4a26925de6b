package io.snapledger.contract.refusal;

import org.axonframework.commandhandling.CommandExecutionException;

/**
 * Carries a refusal through the command bus; the refusal is in the details, which survive every
 * transport.
 */
public final class RefusedException extends CommandExecutionException {

    private final transient Refused refused;

    public RefusedException(Refused refused) {
        super(refused.sentence(), null, refused, false);
        this.refused = refused;
    }

    public Refused refused() {
        return refused;
    }
}
