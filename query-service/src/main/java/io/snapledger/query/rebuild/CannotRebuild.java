package io.snapledger.query.rebuild;

/** Why a view cannot be made again, in words for a person. */
final class CannotRebuild extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CannotRebuild(String reason) {
        super(reason);
    }
}
