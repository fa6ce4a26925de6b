package io.snapledger.command.figures;

import io.snapledger.command.figures.LogFigures.Waiting;
import io.snapledger.eventlog.proof.RootStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Asks the database for the figures. */
@Repository
class LogFigureTable {

    // The oldest of those behind a position is the one right behind it, which the primary key
    // finds. All that are not signed would be many where a key was set late: they are counted up to
    // a number that says enough.
    private static final String LOG =
            """
            with head as (select coalesce(max(global_index), 0) as position from event_log.event),
              published as (select position from command.publication where channel = 'kafka'),
              root as (
                select number, through_position, statement
                from event_log.root order by number desc limit 1),
              signed as (select coalesce((select through_position from root), 0) as position)
            select head.position as head,
              (select sum(pg_total_relation_size(relid))::bigint
               from pg_partition_tree('event_log.event')) as bytes,
              greatest(0, head.position - greatest(0, published.position)) as unpublished,
              (select extract(epoch from clock_timestamp() - time_stamp) from event_log.event
               where global_index > published.position order by global_index limit 1)
                as unpublished_seconds,
              coalesce((select number from root), 0) as roots,
              (select statement from root) as root_statement,
              (select count(*) from (
                 select from event_log.event where global_index > signed.position limit 100000) behind)
                as unsigned,
              (select extract(epoch from clock_timestamp() - time_stamp) from event_log.event
               where global_index > signed.position order by global_index limit 1)
                as unsigned_seconds
            from head, published, signed
            """;

    private static final String WAITING =
            """
            select status, count(*) as number,
              count(*) filter (where due_at <= clock_timestamp()) as overdue,
              extract(epoch from clock_timestamp() - min(since)) as oldest_seconds
            from command.deadline group by status
            """;

    private final JdbcClient jdbc;

    LogFigureTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    LogFigures read() {
        List<Waiting> waiting = jdbc.sql(WAITING).query(LogFigureTable::waiting).list();
        return jdbc.sql(LOG).query((row, _) -> figures(row, waiting)).single();
    }

    private static LogFigures figures(ResultSet row, List<Waiting> waiting) throws SQLException {
        String root = row.getString("root_statement");
        return new LogFigures(
                row.getLong("head"),
                row.getLong("bytes"),
                row.getLong("unpublished"),
                row.getDouble("unpublished_seconds"),
                row.getLong("roots"),
                root == null ? Double.NaN : secondsSince(RootStatement.of(root).made()),
                row.getLong("unsigned"),
                row.getDouble("unsigned_seconds"),
                waiting);
    }

    private static double secondsSince(Instant then) {
        return Math.max(0, then.until(Instant.now(), ChronoUnit.MILLIS)) / 1e3;
    }

    private static Waiting waiting(ResultSet row, int number) throws SQLException {
        return new Waiting(
                row.getString("status"),
                row.getLong("number"),
                row.getLong("overdue"),
                row.getDouble("oldest_seconds"));
    }
}
