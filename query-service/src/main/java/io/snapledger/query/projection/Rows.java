package io.snapledger.query.projection;

import io.snapledger.query.table.Writes;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** The table behind a projection. Each method is one statement, however many rows it is given. */
public interface Rows<R> {

    /** Its name, without a schema. */
    String table();

    /** The rows of those ids that have one. */
    Map<UUID, R> load(Collection<UUID> ids);

    /** Has rows inserted or replaced, once what the batch writes is executed. */
    void put(Collection<R> rows, Writes writes);

    /** Has rows removed, in the same way. */
    void remove(Collection<UUID> ids, Writes writes);
}
