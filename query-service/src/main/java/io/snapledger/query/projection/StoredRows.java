package io.snapledger.query.projection;

import static java.util.stream.Collectors.toMap;

import io.snapledger.contract.resource.ResourceId;
import io.snapledger.query.table.ColumnArrays;
import io.snapledger.query.table.Select;
import io.snapledger.query.table.Writes;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The rows of a view's table, which are known by their resources' ids.
 *
 * @param <R> a row
 */
public final class StoredRows<R> implements Rows<R> {

    private final String table;
    private final Select<R> select;
    private final Function<R, ResourceId> id;
    private final String put;
    private final UnaryOperator<ColumnArrays<R>> columns;

    /**
     * Keeps rows there.
     *
     * @param select how a row is read again
     * @param put inserts or replaces, given an array for each column
     * @param columns those of the table after its id, in the order of that statement's parameters
     */
    public StoredRows(
            String table,
            Select<R> select,
            Function<R, ResourceId> id,
            String put,
            UnaryOperator<ColumnArrays<R>> columns) {
        this.table = table;
        this.select = select;
        this.id = id;
        this.put = put;
        this.columns = columns;
    }

    @Override
    public String table() {
        return table;
    }

    @Override
    public Map<UUID, R> load(Collection<UUID> ids) {
        return select.all(ids).stream()
                .collect(toMap(row -> id.apply(row).value(), Function.identity()));
    }

    @Override
    public void put(Collection<R> rows, Writes writes) {
        ColumnArrays<R> arrays = ColumnArrays.of(rows).uuid(row -> id.apply(row).value());
        writes.add(put, columns.apply(arrays).parameters());
    }

    @Override
    public void remove(Collection<UUID> ids, Writes writes) {
        writes.add("delete from " + table + " where id = any(?)", List.of(ColumnArrays.ids(ids)));
    }
}
