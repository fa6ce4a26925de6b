package io.snapledger.query.projection;

/** A failure in words. */
public final class Failures {

    private Failures() {}

    /** What lies at its root, for logs and health. */
    public static String inOneLine(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return (root.getClass().getSimpleName() + ": " + root.getMessage()).replace('\n', ' ');
    }
}
