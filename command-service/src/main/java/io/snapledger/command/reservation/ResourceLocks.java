package io.snapledger.command.reservation;

import io.snapledger.contract.resource.ResourceId;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Orders decisions about one resource, and decisions that look at several, over every instance of
 * this service: PostgreSQL advisory locks that end with the transaction. A handler takes them
 * before it loads what they guard. They spare the busy a second try; what holds in any case are the
 * event log's unique sequence numbers.
 *
 * <p>Who needs locks on several kinds takes them in this order, so that none wait in a ring:
 * snapshot, group snapshot, volume, group, share, types; and last, once it is decided, the turn at
 * the project's quota.
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
        together(ids, List.of());
    }

    /**
     * Shares some and holds others alone, all of one kind, in the order that {@link #shared} keeps
     * too. What is named twice is held alone from the start: two who share it and both wait to hold
     * it alone would wait for each other.
     */
    public void together(
            Collection<? extends ResourceId> shared, Collection<? extends ResourceId> alone) {
        SortedMap<Long, Boolean> keys = new TreeMap<>();
        shared.forEach(id -> keys.put(key(id.value()), false));
        alone.forEach(id -> keys.put(key(id.value()), true));
        keys.forEach((key, exclusive) -> {
            if (exclusive) {
                exclusive(key);
            } else {
                lock("select pg_advisory_xact_lock_shared(?)", key);
            }
        });
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
