package io.snapledger.query.projection;

import io.snapledger.contract.EventNames;
import io.snapledger.contract.resource.ResourceEvent;
import org.jspecify.annotations.Nullable;

/**
 * How one family of events becomes the rows of one view.
 *
 * @param <E> the family
 * @param <R> what is kept of one resource
 */
public interface Projection<E extends ResourceEvent, R> {

    /** The sealed family whose events it folds. */
    Class<E> family();

    /**
     * The row after one more event of that resource: a pure function.
     *
     * @param row the row before, null where there is none
     * @return null where the resource is gone
     */
    @Nullable R after(@Nullable R row, E event);

    /** Where the rows are kept. */
    Rows<R> rows();

    /**
     * The row that an event speaks of. A change of something that never began, or that has ended,
     * means that the log was read wrongly: going on would hide it.
     */
    static <R> R existing(@Nullable R row, ResourceEvent event) {
        if (row == null) {
            throw new IllegalStateException(
                    "%s of %s at %s, but there is no such resource then"
                            .formatted(
                                    EventNames.nameOf(event.getClass()), event.id(), event.at()));
        }
        return row;
    }
}
