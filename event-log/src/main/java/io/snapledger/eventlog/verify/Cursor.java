package io.snapledger.eventlog.verify;

import org.jspecify.annotations.Nullable;

/** Rows, one after the other, of which only a few are in memory. */
interface Cursor<T> extends AutoCloseable {

    /** The next one; null after the last. */
    @Nullable T next();

    @Override
    void close();
}
