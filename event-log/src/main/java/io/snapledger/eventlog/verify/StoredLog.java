package io.snapledger.eventlog.verify;

import java.util.List;

/** An event log that is read several times, by several threads, and does not change meanwhile. */
interface StoredLog extends AutoCloseable {

    /**
     * All events, in parts of which each has all of a resource's, by resource and in its order.
     *
     * @param parts how many there should be at least
     */
    List<Part> chains(int parts);

    /** All roots, by number; their leaves may be left out. */
    Cursor<StoredRoot> roots();

    /**
     * All roots and all events, in parts of which each has all that belong to its roots.
     *
     * @param parts how many there should be at most
     */
    List<Span> spans(int parts);

    @Override
    void close();

    /** Some resources. */
    interface Part {

        Cursor<Link> open();
    }

    /** Some roots, by number, and the events up to the last of them, by position. */
    interface Span {

        Cursor<StoredRoot> roots();

        /** Their contents may be left out. */
        Cursor<Link> events();
    }
}
