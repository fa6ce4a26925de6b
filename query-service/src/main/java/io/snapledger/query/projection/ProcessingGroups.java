package io.snapledger.query.projection;

import java.util.List;

/** The processors' names: each follows the event log at its own pace and keeps its own position. */
public final class ProcessingGroups {

    /** What the resources look like now. */
    public static final String RESOURCES = "resources";

    /** How each of them came to its status. */
    public static final String STATUS_HISTORY = "status-history";

    static final List<String> ALL = List.of(RESOURCES, STATUS_HISTORY);

    private ProcessingGroups() {}
}
