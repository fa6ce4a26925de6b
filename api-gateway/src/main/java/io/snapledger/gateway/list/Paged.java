package io.snapledger.gateway.list;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a list without an end, written as they are read: no more than a page of them is held.
 * The first page is read before anything is written, so that a failure still has an answer.
 */
public final class Paged<V, T> implements Iterable<T> {

    /** How many rows are read at once. */
    public static final int PAGE = 500;

    private final List<V> first;
    private final Function<@Nullable V, List<V>> next;
    private final Function<V, T> row;

    /**
     * Rows to come.
     *
     * @param next the page after a row, or after none; a page of fewer than {@link #PAGE} is the
     *     last
     * @param row what is written of one
     */
    public Paged(Function<@Nullable V, List<V>> next, Function<V, T> row) {
        this.first = next.apply(null);
        this.next = next;
        this.row = row;
    }

    @Override
    public Iterator<T> iterator() {
        return new Rows();
    }

    private final class Rows implements Iterator<T> {

        private List<V> page = first;
        private int at;

        @Override
        public boolean hasNext() {
            if (at == page.size() && page.size() >= PAGE) {
                page = next.apply(page.getLast());
                at = 0;
            }
            return at < page.size();
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return row.apply(page.get(at++));
        }
    }
}
