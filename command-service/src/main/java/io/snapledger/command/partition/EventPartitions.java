package io.snapledger.command.partition;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.snapledger.command.health.Degraded;
import io.snapledger.eventlog.background.Watch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Makes partitions of the event table long before there are positions for them, in every instance:
 * the database sees to it that each is made once. Should there be none in spite of that, whoever
 * wants to store something makes one ({@link #makeRoom}) and goes on.
 */
@Component
public class EventPartitions extends Watch<EventPartitions.Room> implements HealthIndicator {

    private static final Logger log = LoggerFactory.getLogger(EventPartitions.class);

    private static final String MAKE_ROOM = "select event_log.make_room(:events)";

    private static final String ROOM =
            """
            select count(*) as partitions,
              greatest(0, max(end_position) - 1
                - coalesce(pg_sequence_last_value('event_log.event_global_index_seq'), 0)) as room
            from event_log.event_partition
            """;

    private final JdbcClient jdbc;
    private final PartitionProperties properties;

    EventPartitions(JdbcClient jdbc, PartitionProperties properties, MeterRegistry meters) {
        super("event-partitions", properties.poll());
        this.jdbc = jdbc;
        this.properties = properties;
        Gauge.builder("snapledger.event.log.partitions", this, it -> it.figure(Room::partitions))
                .description("Partitions of the event table")
                .baseUnit("partitions")
                .register(meters);
        Gauge.builder("snapledger.event.log.room", this, it -> it.figure(Room::events))
                .description("Events for which there are partitions already")
                .baseUnit("events")
                .register(meters);
    }

    /** Makes the partitions that are missing, if any are. */
    public void makeRoom() {
        int made =
                jdbc.sql(MAKE_ROOM)
                        .param("events", properties.events())
                        .query(Integer.class)
                        .single();
        if (made > 0) {
            log.info("Made {} more partition(s) of the event table", made);
        }
    }

    @Override
    protected Room look() {
        makeRoom();
        return jdbc.sql(ROOM)
                .query((row, _) -> new Room(row.getLong("partitions"), row.getLong("room")))
                .single();
    }

    /** Degraded as long as none can be made: those that are there go on. */
    @Override
    public Health health() {
        return last().map(room ->
                        Health.up()
                                .withDetail("partitions", room.partitions)
                                .withDetail("room", room.events)
                                .build())
                .orElseGet(() ->
                        Health.status(Degraded.STATUS)
                                .withDetail(
                                        "reason", trouble().orElse("it was not looked for a while"))
                                .build());
    }

    /**
     * What there is.
     *
     * @param events for how many there are partitions that have none yet
     */
    public record Room(long partitions, long events) {}
}
