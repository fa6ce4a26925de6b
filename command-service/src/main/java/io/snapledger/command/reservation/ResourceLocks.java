package io.snapledger.command.reservation;

import io.snapledger.contract.resource.ResourceId;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Orders decisions about one resource, and decisions that look at several, over every instance of
 * this service: PostgreSQL advisory locks that end with the transaction. A handler takes them
 * before it loads what they guard. They spare the busy a second try; what holds in any case are the
 * event log's unique sequence numbers.
 */
@Component
public class ResourceLocks {

    private final JdbcTemplate jdbc;

    ResourceLocks(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Nobody else holds it meanwhile. */
    public void exclusive(ResourceId id) {
        lock("select pg_advisory_xact_lock(?)", key(id.value()));
    }

    /**
     * Others may share it; nobody holds it exclusively meanwhile. Always in the same order, so none
     * wait in a ring.
     */
    public void shared(Collection<? extends ResourceId> ids) {
        List<Long> keys = ids.stream().map(id -> key(id.value())).distinct().sorted().toList();
        for (long key : keys) {
            lock("select pg_advisory_xact_lock_shared(?)", key);
        }
    }

    void exclusive(long key) {
        lock("select pg_advisory_xact_lock(?)", key);
    }

    private void lock(String sql, long key) {
        jdbc.query(sql, (row, _) -> key, key);
    }

    private static long key(UUID id) {
        return id.getMostSignificantBits() ^ id.getLeastSignificantBits();
    }
}
