package io.snapledger.command.shareinstance;

import io.snapledger.command.shareinstance.SharesProperties.Backend;
import io.snapledger.contract.shareinstance.ShareInstanceId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** On which backend a share instance goes: the one with the fewest, and of those the first. */
@Component
public class Placement {

    private final JdbcClient jdbc;
    private final SharesProperties properties;

    Placement(JdbcClient jdbc, SharesProperties properties) {
        this.jdbc = jdbc;
        this.properties = properties;
    }

    /**
     * A place for a share.
     *
     * @param availabilityZone where it must be, null for anywhere
     */
    public Optional<Place> forShare(@Nullable String availabilityZone) {
        return leastUsed(backend -> isIn(backend, availabilityZone));
    }

    /**
     * A place for one more instance of a share.
     *
     * @param taken where it has instances already
     * @param active where the active one is
     */
    public Optional<Place> forReplica(
            @Nullable String availabilityZone, Set<String> taken, String active) {
        String domain =
                properties.backends().stream()
                        .filter(backend -> properties.placeOn(backend).equals(active))
                        .findFirst()
                        .map(Backend::replicationDomain)
                        .orElse(null);
        return leastUsed(backend ->
                isIn(backend, availabilityZone)
                        && Objects.equals(backend.replicationDomain(), domain)
                        && !taken.contains(properties.placeOn(backend)));
    }

    private static boolean isIn(Backend backend, @Nullable String availabilityZone) {
        return availabilityZone == null || availabilityZone.equals(backend.availabilityZone());
    }

    private Optional<Place> leastUsed(Predicate<Backend> suitable) {
        Map<String, Long> usage = usage();
        return properties.backends().stream()
                .filter(suitable)
                .min(
                        Comparator.comparing((Backend backend) ->
                                        usage.getOrDefault(properties.placeOn(backend), 0L))
                                .thenComparing(Backend::name))
                .map(backend -> new Place(properties.placeOn(backend), backend.availabilityZone()));
    }

    private Map<String, Long> usage() {
        Map<String, Long> usage = new HashMap<>();
        List<Map.Entry<String, Long>> rows =
                jdbc.sql(
                                """
                                select host, count(*) as instances
                                from command.share_instance_place group by host
                                """)
                        .query((row, _) ->
                                Map.entry(row.getString("host"), row.getLong("instances")))
                        .list();
        rows.forEach(row -> usage.put(row.getKey(), row.getValue()));
        return usage;
    }

    /** An instance is there, or on its way there. */
    public void take(ShareInstanceId id, String host) {
        jdbc.sql(
                        """
                        insert into command.share_instance_place (share_instance_id, host)
                        values (:id, :host)
                        """)
                .param("id", id.value())
                .param("host", host)
                .update();
    }

    public void leave(ShareInstanceId id) {
        jdbc.sql("delete from command.share_instance_place where share_instance_id = :id")
                .param("id", id.value())
                .update();
    }

    /** Where something is put. */
    public record Place(String host, String availabilityZone) {}
}
