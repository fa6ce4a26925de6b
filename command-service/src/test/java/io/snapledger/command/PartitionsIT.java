package io.snapledger.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.snapledger.contract.volumetype.VolumeTypeCommand.CreateVolumeType;
import io.snapledger.contract.volumetype.VolumeTypeCommand.RemoveExtraSpec;
import io.snapledger.contract.volumetype.VolumeTypeCommand.SetExtraSpecs;
import io.snapledger.contract.volumetype.VolumeTypeId;
import io.snapledger.contract.volumetype.VolumeTypeRefused.NoSuchSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Commands, states and publication go on from one partition of the event table to the next. */
class PartitionsIT {

    private static final String LOOKS_OFTEN = "looks-often";

    private CommandServiceUnderTest service;

    @BeforeEach
    void start(TestInfo test) {
        service =
                new CommandServiceUnderTest(
                        "--snapledger.partitions.events=1000",
                        "--snapledger.partitions.poll="
                                + (test.getTags().contains(LOOKS_OFTEN) ? "100ms" : "1h"),
                        "--snapledger.history.state-after=5");
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void aResourceIsDecidedOnAndPublishedAcrossPartitions() {
        partitionsEndIn(6, 10_000);
        VolumeTypeId id = create("crossing");
        for (int i = 1; i < 12; i++) {
            service.accepted(new SetExtraSpecs(id, Map.of("k" + i, "v"), null, Instant.now()));
            assertThat(service.refused(new RemoveExtraSpec(id, "none", null, Instant.now())))
                    .isInstanceOf(NoSuchSpec.class);
        }
        await().until(() -> service.count("event_log.aggregate_state") == 1);
        service.accepted(new RemoveExtraSpec(id, "k1", null, Instant.now()));
        service.accepted(new RemoveExtraSpec(id, "k11", null, Instant.now()));

        assertThat(
                        service.jdbc()
                                .sql(
                                        """
                                        select distinct tableoid::regclass::text as name
                                        from event_log.event where aggregate_identifier = :id
                                        order by name
                                        """)
                                .param("id", id.value())
                                .query(String.class)
                                .list())
                .isEqualTo(List.of("event_log.event_1", "event_log.event_2"));
        assertThat(service.readOf("snapledger.events.volume-type", id.toString(), 14)).hasSize(14);
    }

    @Test
    @Tag(LOOKS_OFTEN)
    void partitionsAreMadeAheadAndHealthAndFiguresSaySo() {
        create("first");
        partitionsEndIn(6, 500);
        await().until(() -> health().contains("UP") && health().contains("partitions=3"));

        assertThat(figure("snapledger.event.log.partitions")).isEqualTo(3);
        assertThat(figure("snapledger.event.log.room")).isEqualTo(1499);
        create("second");
        await().until(() -> figure("snapledger.event.log.room") == 1498);
    }

    /** Nobody has looked for an hour, and positions have run out meanwhile. */
    @Test
    void whoWantsToStoreSomethingMakesRoomWhereThereIsNone() {
        await().until(() -> health().contains("UP"));
        partitionsEndIn(1, 2);
        assertThat(service.events(create("the last one"))).hasSize(1);
        assertThat(service.count("event_log.event_partition")).isEqualTo(2);

        assertThat(service.events(create("stored all the same"))).hasSize(1);

        assertThat(service.count("event_log.event_partition")).isGreaterThan(2);
    }

    private VolumeTypeId create(String name) {
        VolumeTypeId id = new VolumeTypeId(UUID.randomUUID());
        service.accepted(new CreateVolumeType(id, name, null, true, Map.of(), Instant.now()));
        return id;
    }

    /** The first one after so many events more, the second one after so many. */
    private void partitionsEndIn(int first, int second) {
        service.jdbc()
                .sql(
                        """
                        do $$
                        declare
                          last constant bigint :=
                            pg_sequence_last_value('event_log.event_global_index_seq');
                        begin
                          alter table event_log.event detach partition event_log.event_1;
                          alter table event_log.event detach partition event_log.event_2;
                          drop trigger event_moves_head on event_log.event;
                          execute format('create trigger event_moves_head before insert on'
                            || ' event_log.event for each row when (new.global_index >= %%1$s)'
                            || ' execute function event_log.move_head(%%1$s)', last + 1);
                          execute format('alter table event_log.event attach partition'
                            || ' event_log.event_1 for values from (minvalue) to (%%s)', last + %1$d);
                          execute format('alter table event_log.event attach partition'
                            || ' event_log.event_2 for values from (%%s) to (%%s)',
                            last + %1$d, last + %2$d);
                        end $$
                        """
                                .formatted(first, second))
                .update();
    }

    private String health() {
        return String.valueOf(service.bean("eventPartitions", HealthIndicator.class).health());
    }

    private double figure(String name) {
        return service.bean(MeterRegistry.class).get(name).gauge().value();
    }
}
