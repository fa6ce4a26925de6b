package io.snapledger.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snapledger.contract.volumetype.VolumeTypeCommand.CreateVolumeType;
import io.snapledger.contract.volumetype.VolumeTypeCommand.DeleteVolumeType;
import io.snapledger.contract.volumetype.VolumeTypeCommand.RemoveExtraSpec;
import io.snapledger.contract.volumetype.VolumeTypeCommand.SetExtraSpecs;
import io.snapledger.contract.volumetype.VolumeTypeId;
import io.snapledger.contract.volumetype.VolumeTypeRefused.NoSuchSpec;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Long histories: their states are stored, begun with, and missed by nobody once they are gone. */
class HistoriesIT {

    private static final int AFTER = 10;

    /** In no event: whoever finds it has read the state. */
    private static final String PLANT =
            """
            update event_log.aggregate_state
            set payload = convert_to(
              jsonb_set(convert_from(payload, 'UTF8')::jsonb, '{specs,specs,planted}', '"x"')::text,
              'UTF8')%s
            where aggregate_identifier = :id
            """;

    private static final String SEAL =
            """
            update event_log.aggregate_state
            set digest = sha256(convert_to(payload_type, 'UTF8') || payload)
            where aggregate_identifier = :id
            """;

    private static CommandServiceUnderTest service;

    private final VolumeTypeId id = new VolumeTypeId(UUID.randomUUID());

    @BeforeAll
    static void start() {
        service = new CommandServiceUnderTest("--snapledger.history.state-after=" + AFTER);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void aShortHistoryLeavesNoState() {
        VolumeTypeId witness = new VolumeTypeId(UUID.randomUUID());
        create(id, AFTER - 1);
        create(witness, AFTER);
        await().until(() -> count(witness, "true") == 1);

        assertThat(count("true")).isZero();
    }

    @Test
    void aLongOneIsBegunWithItsState() {
        createLong();
        change(PLANT.formatted(""));
        change(SEAL);

        remove("planted");
        remove("k0");

        assertThat(service.refused(removal("k0"))).isInstanceOf(NoSuchSpec.class);
        assertChained();
    }

    @Test
    void withoutItsStateItIsTheSame() {
        createLong();
        change("delete from event_log.aggregate_state where aggregate_identifier = :id");

        remove("k0");

        assertThat(service.refused(removal("k0"))).isInstanceOf(NoSuchSpec.class);
        service.accepted(new DeleteVolumeType(id, null, Instant.now()));
        assertChained();
    }

    @Test
    void aStateThatCannotBeReadIsReplaced() {
        createLong();
        change(
                "update event_log.aggregate_state set payload = '{\"specs\": 7'"
                        + " where aggregate_identifier = :id");
        change(SEAL);

        remove("k0");

        assertChained();
        await().until(() -> count("payload = '{\"specs\": 7'") == 0);
        assertThat(count("true")).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"payload = '{}'", "payload_type = 'volume'", "payload_type = 'none'"})
    void aStateThatIsNotAsItWasStoredIsLeftAside(String damage) {
        createLong();
        change(
                "update event_log.aggregate_state set %s where aggregate_identifier = :id"
                        .formatted(damage));

        remove("k0");

        assertChained();
        await().until(() -> count(damage) == 0);
    }

    @Test
    void aStateOfOtherCodeIsLeftAside() {
        createLong();
        change(PLANT.formatted(", payload_revision = 'other'"));
        change(SEAL);

        assertThat(service.refused(removal("planted"))).isInstanceOf(NoSuchSpec.class);
        assertThat(count("payload_revision = 'other'")).isOne();
    }

    @Test
    void aStateOfOtherEventsIsLeftAside() {
        createLong();
        change(PLANT.formatted(", hash = sha256('other')"));
        change(SEAL);
        assertThat(count("hash = sha256('other')")).isOne();

        assertThat(service.refused(removal("planted"))).isInstanceOf(NoSuchSpec.class);
    }

    @Test
    void aStateOfMoreEventsThanThereAreIsLeftAside() {
        createLong();
        change(PLANT.formatted(", sequence_number = sequence_number + 1000"));
        change(SEAL);
        assertThat(count("sequence_number > 1000")).isOne();

        assertThat(service.refused(removal("planted"))).isInstanceOf(NoSuchSpec.class);
        remove("k0");
        assertChained();
    }

    // Too short for a second state, which would undo what a test does to the first.
    private void createLong() {
        create(id, AFTER);
        await().until(() -> count("true") == 1);
    }

    private static void create(VolumeTypeId id, int events) {
        Instant now = Instant.now();
        service.accepted(new CreateVolumeType(id, id.toString(), null, true, Map.of(), now));
        for (int i = 0; i < events - 1; i++) {
            service.accepted(new SetExtraSpecs(id, Map.of("k" + i, "v"), null, now));
        }
    }

    private long count(String condition) {
        return count(id, condition);
    }

    private static long count(VolumeTypeId id, String condition) {
        return service.jdbc()
                .sql(
                        """
                        select count(*) from event_log.aggregate_state
                        where aggregate_identifier = :id and %s
                        """
                                .formatted(condition))
                .param("id", id.value())
                .query(Long.class)
                .single();
    }

    private void change(String sql) {
        assertThat(service.jdbc().sql(sql).param("id", id.value()).update()).isOne();
    }

    private void remove(String key) {
        service.accepted(removal(key));
    }

    private RemoveExtraSpec removal(String key) {
        return new RemoveExtraSpec(id, key, null, Instant.now());
    }

    private void assertChained() {
        assertThat(
                        service.jdbc()
                                .sql(
                                        """
                                        select bool_and(hash = event_log.event_hash(
                                          coalesce(before, decode(repeat('00', 32), 'hex')),
                                          sequence_number, content))
                                        from (
                                          select e.hash, sequence_number, event_log.event_content(e) as content,
                                            lag(hash) over (order by sequence_number) as before
                                          from event_log.event e where aggregate_identifier = :id) chained
                                        """)
                                .param("id", id.value())
                                .query(Boolean.class)
                                .single())
                .isTrue();
    }
}
