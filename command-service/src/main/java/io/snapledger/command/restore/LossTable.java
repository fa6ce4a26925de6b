package io.snapledger.command.restore;

import io.snapledger.command.restore.PublishedEnds.Seen;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the log has of what others have seen, and what it was accepted that it has not. */
@Repository
class LossTable {

    // Events of partitions that were put away are not missing.
    private static final String NOT_THERE =
            """
            select max(seen.position)
            from unnest(
                string_to_array(:ids, ',')::uuid[],
                string_to_array(:positions, ',')::bigint[]) as seen (id, position)
            where seen.position > (select coalesce(max(through_position), 0) from event_log.loss)
              and not exists (
                select from event_log.event e
                where e.global_index = seen.position and e.event_identifier = seen.id)
              and (
                seen.position >= (select max(end_position) from event_log.event_partition)
                or exists (
                  select from event_log.event_partition p
                  where coalesce(p.first_position <= seen.position, true)
                    and seen.position < p.end_position))
            """;

    private static final String STATUS =
            """
            select (select coalesce(max(global_index), 0) from event_log.event) as position,
              (select coalesce(max(number), 0) from event_log.root) as root,
              (select coalesce(max(through_root), 0) from event_log.loss) as accepted_root,
              (select farthest_position from event_log.farthest_seen()) as farthest_position
            """;

    private final JdbcClient jdbc;

    LossTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The highest position of those events that are not in the log, though they should be. */
    OptionalLong notThere(List<Seen> events) {
        Optional<Long> highest =
                jdbc.sql(NOT_THERE)
                        .param("ids", joined(events.stream().map(Seen::id)))
                        .param("positions", joined(events.stream().map(Seen::position)))
                        .query((row, _) -> Optional.ofNullable(row.getObject(1, Long.class)))
                        .single();
        return highest.map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    private static String joined(Stream<?> values) {
        return values.map(Object::toString).collect(Collectors.joining(","));
    }

    Status status() {
        return jdbc.sql(STATUS)
                .query((row, _) ->
                        new Status(
                                row.getLong("position"),
                                row.getLong("root"),
                                row.getLong("accepted_root"),
                                row.getLong("farthest_position")))
                .single();
    }

    /** The statement of a root, if it is there. */
    Optional<String> root(long number) {
        return jdbc.sql("select statement from event_log.root where number = :number")
                .param("number", number)
                .query(String.class)
                .optional();
    }

    /**
     * How far the log is.
     *
     * @param acceptedRoot up to which number it was accepted that roots are not there
     * @param farthestPosition no event of this log can have been seen beyond it
     */
    record Status(long position, long root, long acceptedRoot, long farthestPosition) {}
}
