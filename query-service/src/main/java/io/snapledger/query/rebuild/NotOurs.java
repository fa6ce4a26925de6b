package io.snapledger.query.rebuild;

/** The work ends here: it was aborted, another process has it, or this one stops. */
final class NotOurs extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotOurs() {
        super("not ours any more", null, false, false);
    }
}
