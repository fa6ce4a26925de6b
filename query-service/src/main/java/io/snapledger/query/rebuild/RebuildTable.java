package io.snapledger.query.rebuild;

import io.snapledger.contract.rebuild.RebuildPhase;
import io.snapledger.contract.rebuild.RebuildState;
import io.snapledger.contract.rebuild.RebuildView;
import io.snapledger.query.table.Cells;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/**
 * Where rebuilds are kept. Its statements name the schema, because they also run where another one
 * is set for the view's own.
 */
@Repository
class RebuildTable {

    private static final String SHOWN =
            """
            select id, view, state, phase, requested_at, requested_by, request_id, started_at,
              ended_at, events_done, events_total, failure,
              (events_done - done_when_taken_up) / nullif(extract(epoch from
                coalesce(ended_at, clock_timestamp()) - taken_up_at), 0) as rate
            from {schema}.view_rebuild\
            """;

    private static final String BEGIN =
            """
            insert into {schema}.view_rebuild (id, view, state, phase, requested_at, requested_by, request_id)
            values (?, ?, 'running', 'waiting', now(), ?, ?)
            on conflict (view) where state = 'running' do nothing
            """;

    // What another has claimed and is at counts as its own until it has been silent for too long.
    private static final String CLAIM =
            """
            update {schema}.view_rebuild set
              owner = :owner, seen_at = now(), started_at = coalesce(started_at, now()),
              taken_up_at = now(), done_when_taken_up = events_done
            where id = (
              select id from {schema}.view_rebuild
              where state = 'running'
                and (owner is null or seen_at < now() - make_interval(secs => :silent))
                and view = any(:views)
              order by requested_at limit 1 for update skip locked)
            returning id, view, position, gaps, shape, events_total, started_at < now() as resumed
            """;

    private static final String OURS = " where id = :id and owner = :owner and state = 'running'";

    private static final String END =
            """
            update {schema}.view_rebuild set
              state = :state, phase = null, ended_at = now(), owner = null, failure = :failure
            """;

    private final JdbcClient views;
    private final String schema;

    RebuildTable(JdbcClient views, ViewsProperties properties) {
        this.views = views;
        schema = properties.schema();
    }

    /** A rebuild that this process has to do. */
    record Claimed(
            UUID id,
            String view,
            long position,
            List<Long> gaps,
            @Nullable String shape,
            @Nullable Long eventsTotal,
            boolean resumed) {}

    boolean begin(UUID id, String view, @Nullable String user, @Nullable String requestId) {
        return views.sql(sql(BEGIN)).param(id).param(view).param(user).param(requestId).update()
                > 0;
    }

    Optional<Claimed> claim(UUID owner, Duration silent, Collection<String> known) {
        return views.sql(sql(CLAIM))
                .param("owner", owner.toString())
                .param("silent", silent.toMillis() / 1000.0)
                .param("views", new SqlArrayValue("text", known.toArray()))
                .query((row, _) ->
                        new Claimed(
                                Cells.uuid(row, "id"),
                                row.getString("view"),
                                row.getLong("position"),
                                List.of((Long[]) row.getArray("gaps").getArray()),
                                Cells.textOrNull(row, "shape"),
                                longOrNull(row, "events_total"),
                                row.getBoolean("resumed")))
                .optional();
    }

    /** Notes that it is still at it; false if it is not its own any more. */
    boolean touch(UUID id, UUID owner) {
        return update("update {schema}.view_rebuild set seen_at = clock_timestamp()", id, owner);
    }

    boolean enter(UUID id, UUID owner, RebuildPhase phase) {
        return views.sql(sql("update {schema}.view_rebuild set phase = :phase") + OURS)
                        .param("phase", phase.word())
                        .param("id", id)
                        .param("owner", owner.toString())
                        .update()
                > 0;
    }

    boolean startOver(UUID id, UUID owner, String shape, long eventsTotal) {
        return views.sql(
                                sql(
                                                """
                                                update {schema}.view_rebuild set position = 0, gaps = '{}', events_done = 0,
                                                  done_when_taken_up = 0, taken_up_at = clock_timestamp(),
                                                  shape = :shape, events_total = :total, phase = 'copying'
                                                """)
                                        + OURS)
                        .param("shape", shape)
                        .param("total", eventsTotal)
                        .param("id", id)
                        .param("owner", owner.toString())
                        .update()
                > 0;
    }

    /** In the transaction that writes the rows. */
    boolean advance(UUID id, UUID owner, long position, Collection<Long> gaps, long events) {
        return views.sql(
                                sql(
                                                """
                                                update {schema}.view_rebuild set position = :position, gaps = :gaps,
                                                  events_done = events_done + :events,
                                                  events_total = greatest(events_total, events_done + :events),
                                                  seen_at = clock_timestamp()
                                                """)
                                        + OURS)
                        .param("position", position)
                        .param("gaps", new SqlArrayValue("int8", gaps.toArray()))
                        .param("events", events)
                        .param("id", id)
                        .param("owner", owner.toString())
                        .update()
                > 0;
    }

    boolean end(UUID id, UUID owner, RebuildState state, @Nullable String failure) {
        return views.sql(sql(END) + OURS)
                        .param("state", state.word())
                        .param("failure", failure)
                        .param("id", id)
                        .param("owner", owner.toString())
                        .update()
                > 0;
    }

    /** Leaves it to whoever comes. */
    void release(UUID id, UUID owner) {
        update("update {schema}.view_rebuild set owner = null", id, owner);
    }

    /** Whoever is at it notices with its next statement. */
    Optional<UUID> abort(String view) {
        return views.sql(sql(END) + " where view = :view and state = 'running' returning id")
                .param("state", RebuildState.ABORTED.word())
                .param("failure", null)
                .param("view", view)
                .query(UUID.class)
                .optional();
    }

    boolean isRunning(UUID id) {
        return views.sql(
                                sql(
                                        "select count(*) from {schema}.view_rebuild where id = ? and state = 'running'"))
                        .param(id)
                        .query(Long.class)
                        .single()
                > 0;
    }

    Optional<RebuildView> find(UUID id) {
        return views.sql(sql(SHOWN) + " where id = ?")
                .param(id)
                .query(RebuildTable::shown)
                .optional();
    }

    /** Of each view the last one. */
    List<RebuildView> last() {
        return views.sql(
                        """
                        select distinct on (view) * from (%s) r
                        order by view, state = 'running' desc, requested_at desc
                        """
                                .formatted(sql(SHOWN)))
                .query(RebuildTable::shown)
                .list();
    }

    private String sql(String text) {
        return text.replace("{schema}", schema);
    }

    private boolean update(String sql, UUID id, UUID owner) {
        return views.sql(sql(sql) + OURS).param("id", id).param("owner", owner.toString()).update()
                > 0;
    }

    private static RebuildView shown(ResultSet row, int number) throws SQLException {
        RebuildState state = RebuildState.of(row.getString("state"));
        @Nullable String phase = Cells.textOrNull(row, "phase");
        long done = row.getLong("events_done");
        @Nullable Long total = longOrNull(row, "events_total");
        double measured = row.getDouble("rate");
        @Nullable Double rate = row.wasNull() ? null : measured;
        return new RebuildView(
                Cells.uuid(row, "id"),
                row.getString("view"),
                state,
                phase == null ? null : RebuildPhase.of(phase),
                Cells.instant(row, "requested_at"),
                Cells.textOrNull(row, "requested_by"),
                Cells.textOrNull(row, "request_id"),
                Cells.instantOrNull(row, "started_at"),
                Cells.instantOrNull(row, "ended_at"),
                done,
                total,
                rate,
                state == RebuildState.RUNNING ? secondsLeft(done, total, rate) : null,
                Cells.textOrNull(row, "failure"));
    }

    private static @Nullable Long secondsLeft(
            long done, @Nullable Long total, @Nullable Double rate) {
        if (total == null || rate == null || (rate == 0 && total > done)) {
            return null;
        }
        return total > done ? (long) Math.ceil((total - done) / rate) : 0L;
    }

    private static @Nullable Long longOrNull(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }
}
