package io.snapledger.command.axon;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Gathers what a {@link LookUp} writes for the events of one commit, so that it is one statement
 * however many events there are. It is written in the transaction of those events, after the last
 * of them; what fails then undoes the command as well.
 *
 * @param <T> a row
 */
public final class RowsOfCommit<T> {

    private final String resource = getClass().getName() + "@" + System.identityHashCode(this);
    private final Consumer<List<T>> write;

    /**
     * @param write is given at least one row, in the order in which they were added
     */
    public RowsOfCommit(Consumer<List<T>> write) {
        this.write = write;
    }

    /** Adds a row; only while events are handled. */
    public void add(T row) {
        UnitOfWork<?> events = CurrentUnitOfWork.get();
        List<T> rows =
                events.getOrComputeResource(
                        resource,
                        _ -> {
                            events.onPrepareCommit(_ -> write());
                            return new ArrayList<>();
                        });
        rows.add(row);
    }

    /** Writes what was added until now; for those who are about to change the same rows. */
    public void write() {
        List<T> rows = CurrentUnitOfWork.get().getResource(resource);
        if (rows != null && !rows.isEmpty()) {
            List<T> all = List.copyOf(rows);
            rows.clear();
            write.accept(all);
        }
    }
}
