package io.snapledger.query.projection;

import io.snapledger.contract.resource.ResourceEvent;
import java.util.List;

/**
 * What is made of the event log under a name of its own. Its SQL names its tables without their
 * schema, so that the same code fills the live tables and those that will take their place; and
 * what it makes depends on no other table and on no order but that of each resource's events.
 */
public interface View extends BatchHandler {

    String name();

    /** The processor that keeps it up to date. */
    String processor();

    /** All of its tables, in the order in which a statement that reads several names them. */
    List<String> tables();

    /** Whether an event of that class can change it. */
    boolean takes(Class<? extends ResourceEvent> event);

    /**
     * Whether it shows anything of an event's metadata: what it never asks for need not be read.
     */
    default boolean readsMetaData() {
        return false;
    }

    /**
     * Removes what is shown no longer from what has been made again, no more rows of it than that;
     * returns how many.
     */
    default int removeOutdated(int limit) {
        return 0;
    }
}
