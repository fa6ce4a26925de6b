package io.snapledger.query.resourcestate;

import io.snapledger.contract.audit.ResourceStateQuery;
import io.snapledger.query.table.Cells;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Which resources had begun, and had not ended, at some moment: the first status change of a
 * resource comes from nowhere, the last one leads to its deletion. Both stay in the history for
 * good, so that it serves as the index that the event log has none of.
 */
@Repository
class BirthTable {

    private static final UUID LOWEST = new UUID(0, 0);

    private static final OffsetDateTime END_OF_TIME =
            Instant.parse("+10000-01-01T00:00:00Z").atOffset(ZoneOffset.UTC);

    private final JdbcClient views;

    BirthTable(JdbcClient views) {
        this.views = views;
    }

    List<UUID> of(ResourceStateQuery query) {
        @Nullable Instant time = query.asOf().time();
        String owner =
                query.projectId() == null ? "c.project_id is null" : "c.project_id = :project";
        String born =
                """
                select c.resource_id
                from view.status_change c
                where c.resource_type = :type and c.from_status is null
                  and %s
                  and c.resource_id > :after
                  and c.position <= :position and c.at <= :time
                  and (:deleted or not exists (
                      select from view.status_change d
                      where d.resource_id = c.resource_id and d.to_status = 'deleted'
                        and d.position <= :position and d.at <= :time))
                order by c.resource_id
                limit :limit
                """
                        .formatted(owner);
        return views.sql(born)
                .param("type", query.resourceType())
                .param("project", query.projectId())
                .param("after", Objects.requireNonNullElse(query.after(), LOWEST))
                .param(
                        "position",
                        Objects.requireNonNullElse(query.asOf().position(), Long.MAX_VALUE))
                .param("time", time == null ? END_OF_TIME : time.atOffset(ZoneOffset.UTC))
                .param("deleted", query.deleted())
                .param("limit", query.limit())
                .query((row, _) -> Cells.uuid(row, "resource_id"))
                .list();
    }
}
