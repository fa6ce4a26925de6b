package io.snapledger.contract.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The resources of one type and project that there were at some moment, by ascending id.
 *
 * @param projectId null: those that belong to no project
 * @param deleted whether to list also those that had ended by then
 * @param after only those with a higher id; null: from the start
 * @param limit at most that many
 */
public record ResourceStateQuery(
        String resourceType,
        @Nullable String projectId,
        AsOf asOf,
        boolean deleted,
        @Nullable UUID after,
        int limit) {

    /** The same, from behind that id. */
    public ResourceStateQuery from(UUID id) {
        return new ResourceStateQuery(resourceType, projectId, asOf, deleted, id, limit);
    }
}
