package io.snapledger.query.statistics;

import io.snapledger.contract.audit.StatisticsQuery;
import io.snapledger.contract.audit.StatisticsView;
import io.snapledger.contract.audit.StatisticsView.Stays;
import io.snapledger.query.table.Cells;
import io.snapledger.query.table.ColumnArrays;
import io.snapledger.query.table.Writes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/** Where the figures are kept. */
@Repository
class StatisticsTable {

    private static final String STANDINGS =
            """
            select resource_id, resource_type, project_id, status, since
            from status_standing where resource_id = any(?)
            """;

    private static final String END = "delete from status_standing where resource_id = any(?)";

    private static final String STAND =
            """
            insert into status_standing (resource_id, resource_type, project_id, status, since)
            select * from unnest(?, ?, ?, ?, ?)
            on conflict (resource_id) do update set status = excluded.status, since = excluded.since
            """;

    private static final String COUNT =
            """
            insert into status_count as kept (resource_type, project_id, status, resources)
            select * from unnest(?, ?, ?, ?)
            on conflict (resource_type, project_id, status)
              do update set resources = kept.resources + excluded.resources
            """;

    // What is in no status any more leaves nothing behind, however events came in batches.
    private static final String NONE =
            """
            delete from status_count
            where resources = 0
              and (resource_type, project_id, status) in (select * from unnest(?, ?, ?))
            """;

    private static final String STAYED =
            """
            insert into time_in_status as kept
              (day, resource_type, project_id, status, followed_by, bucket, stays, total_micros,
               longest_micros)
            select cast(day as date), resource_type, project_id, status, followed_by,
              round(16 * ln(cast(micros + 1 as double precision)) / ln(cast(2 as double precision))),
              count(*), sum(micros), max(micros)
            from unnest(?, ?, ?, ?, ?, ?)
              as s (day, resource_type, project_id, status, followed_by, micros)
            group by 1, 2, 3, 4, 5, 6
            on conflict (day, resource_type, project_id, status, followed_by, bucket)
              do update set
                stays = kept.stays + excluded.stays,
                total_micros = kept.total_micros + excluded.total_micros,
                longest_micros = greatest(kept.longest_micros, excluded.longest_micros)
            """;

    private static final String NOW =
            """
            select resource_type, status, sum(resources) as resources
            from status_count
            where (:any_type or resource_type = any(:types))
              and (:any_project or project_id = any(:projects))
            group by resource_type, status
            order by resource_type, status
            """;

    private static final String STAYS =
            """
            with bucket as (
              select day, resource_type, status, followed_by, bucket, sum(stays) as stays,
                sum(total_micros) as total_micros, max(longest_micros) as longest_micros
              from time_in_status
              where day >= :since and day < :until
                and (:any_type or resource_type = any(:types))
                and (:any_project or project_id = any(:projects))
              group by day, resource_type, status, followed_by, bucket),
            running as (
              select *,
                sum(stays) over (of_row order by bucket) as up_to, sum(stays) over of_row as whole
              from bucket
              window of_row as (partition by day, resource_type, status, followed_by))
            select day, resource_type, status, followed_by, sum(stays) as stays,
              round(sum(total_micros) / sum(stays)) as mean, max(longest_micros) as longest,
              min(bucket) filter (where up_to >= whole * 0.5) as median,
              min(bucket) filter (where up_to >= whole * 0.9) as ninetieth,
              min(bucket) filter (where up_to >= whole * 0.99) as ninety_ninth
            from running
            group by day, resource_type, status, followed_by
            order by day, resource_type, status, followed_by
            """;

    private static final List<String> TABLES =
            List.of("status_standing", "status_count", "time_in_status");

    private final JdbcClient views;

    StatisticsTable(JdbcClient views) {
        this.views = views;
    }

    List<String> tables() {
        return TABLES;
    }

    /** Where a resource stands that is not deleted. */
    record Standing(
            UUID resourceId, String resourceType, String projectId, String status, Instant since) {

        /** The same resource in its next status. */
        Standing moved(String to, Instant at) {
            return new Standing(resourceId, resourceType, projectId, to, at);
        }

        Counted.Kind kind() {
            return new Counted.Kind(resourceType, projectId, status);
        }
    }

    /** How many more there are of one kind. */
    record Counted(Kind kind, long more) {

        /** What is counted together. */
        record Kind(String resourceType, String projectId, String status) {}
    }

    /** One stay that has ended. */
    record Stay(Standing in, String followedBy, Instant until, long micros) {

        private String day() {
            return LocalDate.ofInstant(until, ZoneOffset.UTC).toString();
        }
    }

    Map<UUID, Standing> standings(Collection<UUID> ids) {
        Map<UUID, Standing> standings = new HashMap<>();
        if (ids.isEmpty()) {
            return standings;
        }
        views.sql(STANDINGS)
                .param(ColumnArrays.ids(ids))
                .query(StatisticsTable::standing)
                .list()
                .forEach(row -> standings.put(row.resourceId(), row));
        return standings;
    }

    private static Standing standing(ResultSet row, int number) throws SQLException {
        return new Standing(
                Cells.uuid(row, "resource_id"),
                row.getString("resource_type"),
                row.getString("project_id"),
                row.getString("status"),
                Cells.instant(row, "since"));
    }

    /**
     * Has written down what a batch came to.
     *
     * @param ended what is deleted
     * @param standing what is not, and stands elsewhere than before
     */
    void change(
            Collection<UUID> ended,
            Collection<Standing> standing,
            Collection<Counted> counts,
            Collection<Stay> stays,
            Writes writes) {
        if (!ended.isEmpty()) {
            writes.add(END, List.of(ColumnArrays.ids(ended)));
        }
        if (!standing.isEmpty()) {
            put(standing, writes);
        }
        if (!counts.isEmpty()) {
            count(counts, writes);
        }
        if (!stays.isEmpty()) {
            add(stays, writes);
        }
    }

    private static void put(Collection<Standing> standing, Writes writes) {
        writes.add(
                STAND,
                ColumnArrays.of(standing)
                        .uuid(Standing::resourceId)
                        .text(Standing::resourceType)
                        .text(Standing::projectId)
                        .text(Standing::status)
                        .timestamp(Standing::since)
                        .parameters());
    }

    private static void count(Collection<Counted> counts, Writes writes) {
        writes.add(COUNT, kinds(counts).bigint(Counted::more).parameters());
        List<Counted> fewer = counts.stream().filter(row -> row.more() < 0).toList();
        if (!fewer.isEmpty()) {
            writes.add(NONE, kinds(fewer).parameters());
        }
    }

    private static ColumnArrays<Counted> kinds(Collection<Counted> counts) {
        return ColumnArrays.of(counts)
                .text(row -> row.kind().resourceType())
                .text(row -> row.kind().projectId())
                .text(row -> row.kind().status());
    }

    private static void add(Collection<Stay> stays, Writes writes) {
        writes.add(
                STAYED,
                ColumnArrays.of(stays)
                        .text(Stay::day)
                        .text(stay -> stay.in().resourceType())
                        .text(stay -> stay.in().projectId())
                        .text(stay -> stay.in().status())
                        .text(Stay::followedBy)
                        .bigint(Stay::micros)
                        .parameters());
    }

    List<StatisticsView.Standing> now(StatisticsQuery query) {
        return asked(NOW, query)
                .query((row, _) ->
                        new StatisticsView.Standing(
                                row.getString("resource_type"),
                                row.getString("status"),
                                row.getLong("resources")))
                .list();
    }

    List<Stays> stays(StatisticsQuery query) {
        return asked(STAYS, query)
                .param("since", query.since())
                .param("until", query.until())
                .query(StatisticsTable::stays)
                .list();
    }

    private JdbcClient.StatementSpec asked(String sql, StatisticsQuery query) {
        return views.sql(sql)
                .param("any_type", query.resourceTypes().isEmpty())
                .param("types", storable(query.resourceTypes()))
                .param("any_project", query.projectIds().isEmpty())
                .param("projects", storable(query.projectIds()));
    }

    // PostgreSQL takes no NUL in a text, so nothing there has one.
    private static SqlArrayValue storable(List<String> texts) {
        return new SqlArrayValue(
                "text", texts.stream().filter(text -> text.indexOf('\0') < 0).toArray());
    }

    private static Stays stays(ResultSet row, int number) throws SQLException {
        long longest = row.getLong("longest");
        return new Stays(
                row.getObject("day", LocalDate.class),
                row.getString("resource_type"),
                row.getString("status"),
                row.getString("followed_by"),
                row.getLong("stays"),
                row.getLong("mean"),
                Math.min(longest, middleOf(row.getInt("median"))),
                Math.min(longest, middleOf(row.getInt("ninetieth"))),
                Math.min(longest, middleOf(row.getInt("ninety_ninth"))),
                longest);
    }

    // Bucket b has what is nearest to 2^(b/16), so nothing in it is more than 2.2 % off.
    private static long middleOf(int bucket) {
        return Math.round(Math.pow(2, bucket / 16.0)) - 1;
    }
}
