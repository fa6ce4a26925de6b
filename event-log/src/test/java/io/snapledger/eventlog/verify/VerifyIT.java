package io.snapledger.eventlog.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.eventlog.EventLogMigrations;
import io.snapledger.eventlog.proof.SigningKey;
import io.snapledger.testservers.TestPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What somebody who can do everything to a database does to the events in a copy of it, and what
 * {@code verify} says of it, reading the database and reading a dump of it.
 *
 * <p>Ten resources have twelve events each: event 4 of resource 5 is at position 45. Position 61 is
 * a gap, so the later ones are one higher. Seven roots are over sixteen events each: up to position
 * 113; nine positions come after.
 */
class VerifyIT {

    private static final List<UUID> RESOURCES =
            IntStream.rangeClosed(1, 10)
                    .mapToObj(n ->
                            UUID.fromString("%x0000000-0000-4000-8000-000000000000".formatted(n)))
                    .toList();

    @TempDir private static Path folder;

    private static TestPostgres postgres;
    private static SigningKey key;
    private static int copies;

    private LogUnderTest log;
    private String url;

    @BeforeAll
    static void makeALog() throws IOException, SQLException {
        postgres = TestPostgres.started();
        new LogUnderTest(urlOf("postgres")).execute("create database ledger");
        LogUnderTest ledger = new LogUnderTest(urlOf("ledger"));
        EventLogMigrations.run(ledger.database());
        // What is altered in the tests below is in either.
        ledger.endFirstPartitionBefore(61);
        for (int sequence = 0; sequence < 12; sequence++) {
            if (sequence == 6) {
                ledger.execute("select nextval('event_log.event_global_index_seq')");
            }
            ledger.append(sequence, RESOURCES);
        }
        key = key("key");
        ledger.sign(key, 16);
    }

    private static SigningKey key(String name) throws IOException {
        Path file = folder.resolve(name + ".pem");
        SigningKey.createUnlessThere(file, folder.resolve(name + ".public.pem"));
        return SigningKey.read(file);
    }

    private static String urlOf(String name) {
        return postgres.jdbcUrl(name);
    }

    @AfterAll
    static void stopPostgres() {
        postgres.close();
    }

    @BeforeEach
    void copy() {
        String name = "copy_" + ++copies;
        new LogUnderTest(urlOf("postgres")).execute("create database " + name + " template ledger");
        url = urlOf(name);
        log = new LogUnderTest(url);
        log.takeTheGuardsAway();
    }

    /** What it says of the database; it has to say the same of a dump. */
    private Said verify(String... more) throws IOException, SQLException {
        Said ofDatabase = run(more, "--url=" + url);
        Path dump = folder.resolve("dump.sql");
        log.dump(dump);
        Said ofDump = run(more, "--dump=" + dump, "--work-dir=" + folder);
        assertThat(ofDump.code()).as(ofDump.text()).isEqualTo(ofDatabase.code());
        assertThat(ofDump.findings()).isEqualTo(ofDatabase.findings());
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.filter(Files::isDirectory)).isEmpty();
        }
        return ofDatabase;
    }

    private static Said run(String[] more, String... arguments) {
        List<String> all = new ArrayList<>(List.of(VerifyCommand.NAME));
        all.addAll(List.of(arguments));
        all.addAll(List.of(more));
        if (Stream.of("--public-key", "--without")
                .noneMatch(o -> all.stream().anyMatch(a -> a.startsWith(o)))) {
            all.add("--public-key=" + folder.resolve("key.public.pem"));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int code;
        try (PrintStream print = new PrintStream(out, false, StandardCharsets.UTF_8)) {
            code = VerifyCommand.run(all.toArray(String[]::new), print, print);
        }
        return new Said(code, out.toString(StandardCharsets.UTF_8));
    }

    private record Said(int code, String text) {

        List<String> findings() {
            return text.lines()
                    .takeWhile(line -> line.contains(" position "))
                    .takeWhile(line -> !line.startsWith("Something"))
                    .toList();
        }

        /** That this is what was found first. */
        void broken(String kind, long position, String... words) {
            assertThat(code).as(text).isEqualTo(VerifyCommand.BROKEN);
            assertThat(findings().getFirst())
                    .startsWith(kind + " ")
                    .contains(" position " + position + ": ")
                    .contains(words);
        }

        void onlyBroken(String kind, long position, String... words) {
            broken(kind, position, words);
            assertThat(findings()).as(text).hasSize(1);
        }
    }

    private static String resource(int number) {
        return "volume-type " + RESOURCES.get(number - 1);
    }

    @Test
    void aLogThatNobodyTouchedIsSound() throws IOException, SQLException {
        Said said = verify();

        assertThat(said.code()).as(said.text()).isEqualTo(VerifyCommand.SOUND);
        assertThat(said.text())
                .contains("Nothing was changed: 120 events of 10 resources and 7 roots read")
                .contains("The roots vouch for positions up to 113; 8 events came after.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "payload = convert_to('{}', 'UTF8')",
                "meta_data = meta_data || ' '::bytea",
                "time_stamp = time_stamp + interval '1 microsecond'",
                "type = 'volume'",
                "payload_type = 'volume-type.created'",
                "payload_revision = '2'",
                "event_identifier = gen_random_uuid()",
                "hash = sha256('x')"
            })
    void anAlteredEventIsNamed(String change) throws IOException, SQLException {
        log.execute("update event_log.event set " + change + " where global_index = 45");

        verify().onlyBroken("ALTERED", 45, resource(5) + ", event 4 (volume-type.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "time_stamp = 'infinity'",
                "time_stamp = '-infinity'",
                "time_stamp = '0044-03-15 12:00:00 BC'",
                "time_stamp = '294276-12-31 23:59:59.999999'",
                "payload_type = repeat('x', 70000)",
                "payload_type = E'\\nNothing was changed'",
                "payload_type = null",
                "time_stamp = null",
                "type = null",
                "payload = null",
                "meta_data = null",
                "event_identifier = null",
                "hash = null"
            })
    void anEventThatMakesNoSenseIsNamed(String change) throws IOException, SQLException {
        takeTheConstraintsAway();
        log.execute("update event_log.event set " + change + " where global_index = 45");

        verify().onlyBroken("ALTERED", 45, RESOURCES.get(4) + ", event 4 (");
    }

    @ParameterizedTest
    @ValueSource(strings = {"aggregate_identifier", "sequence_number", "global_index"})
    void anEventWithoutAPlaceIsNamed(String column) throws IOException, SQLException {
        log.append(12, RESOURCES);
        takeTheConstraintsAway();
        log.execute(
                "update event_log.event set %s = null where global_index = 45".formatted(column));
        Said covered = verify();
        log.execute(
                "update event_log.event set %s = null where global_index = 126".formatted(column));

        assertThat(covered.code()).as(covered.text()).isEqualTo(VerifyCommand.BROKEN);
        assertThat(covered.text()).contains(" position 45");
        Said both = verify();
        assertThat(both.findings()).as(both.text()).hasSizeGreaterThan(covered.findings().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"statement", "signature", "leaves", "after_position", "number"})
    void aRootThatMakesNoSenseIsNamed(String column) throws IOException, SQLException {
        log.execute("alter table event_log.root drop constraint root_pkey");
        log.execute("alter table event_log.root alter column %s drop not null".formatted(column));
        log.execute("update event_log.root set %s = null where number = 3".formatted(column));

        Said said = verify();

        assertThat(said.code()).as(said.text()).isEqualTo(VerifyCommand.BROKEN);
        assertThat(said.findings().getFirst()).contains(" position 33: root 3: ");
    }

    private void takeTheConstraintsAway() {
        log.execute("alter table event_log.event alter column global_index drop identity");
        // Takes the rows that have no position.
        log.execute("create table event_log.event_0 partition of event_log.event default");
        for (String column :
                List.of(
                        "global_index",
                        "event_identifier",
                        "aggregate_identifier",
                        "sequence_number",
                        "type",
                        "time_stamp",
                        "payload_type",
                        "payload",
                        "meta_data",
                        "hash")) {
            log.execute(
                    "alter table event_log.event alter column %s drop not null".formatted(column));
        }
    }

    @Test
    void anAlteredEventWhoseHashWasMadeToFitIsNamed() throws IOException, SQLException {
        log.execute("update event_log.event set payload = 'x' where global_index = 45");
        makeHashesFit("global_index = 45");

        verify().onlyBroken("ALTERED", 45, resource(5), "another hash than when the root was");
    }

    @Test
    void anAlteredEventIsNamedThoughEveryLaterHashWasMadeToFit() throws IOException, SQLException {
        log.execute("update event_log.event set payload = 'x' where global_index = 45");
        makeHashesFit("aggregate_identifier = '" + RESOURCES.get(4) + "'");

        Said said = verify();

        said.broken("ALTERED", 45, resource(5));
        // Two of its later events are under no root.
        assertThat(said.findings()).hasSize(7);
    }

    @Test
    void anEventMovedToAnotherResourceIsNamed() throws IOException, SQLException {
        log.execute(
                "update event_log.event set aggregate_identifier = '%s', sequence_number = 12 where global_index = 45"
                        .formatted(RESOURCES.get(6)));

        verify().broken("ALTERED", 45, "it was of resource " + RESOURCES.get(4));
    }

    private void makeHashesFit(String which) {
        log.execute(
                """
                update event_log.event e set hash = c.hash
                from (select global_index, event_log.chain(sequence_number, event_log.event_content(e))
                        over (partition by aggregate_identifier order by sequence_number) as hash
                      from event_log.event e) c
                where c.global_index = e.global_index and e.%s
                """
                        .formatted(which));
    }

    @Test
    void aDeletedEventIsNamed() throws IOException, SQLException {
        log.execute("delete from event_log.event where global_index = 45");

        verify().onlyBroken("MISSING", 45, RESOURCES.get(4).toString());
    }

    @Test
    void anEventThatIsDeletedBeforeARootIsOverItIsNamedByItsGap() throws IOException, SQLException {
        log.append(12, RESOURCES);
        log.append(13, RESOURCES);
        log.execute("delete from event_log.event where global_index = 126");

        verify().onlyBroken(
                        "MISSING",
                        136,
                        resource(5) + ", event 12",
                        "not there, between positions 116 and 136");
    }

    @Test
    void theLastEventOfAResourceIsNamedWhenItIsDeleted() throws IOException, SQLException {
        log.execute("delete from event_log.event where global_index = 112");

        verify().onlyBroken("MISSING", 112, RESOURCES.getFirst().toString());
    }

    @Test
    void aTruncatedTailIsNamedFromItsFirstEventOn() throws IOException, SQLException {
        log.execute("delete from event_log.event where global_index > 103");

        Said said = verify();

        said.broken("MISSING", 104, RESOURCES.get(2).toString());
        assertThat(said.findings()).hasSize(10);
    }

    @Test
    void aTailTruncatedTogetherWithItsRootsIsFoundByThoseThatWerePublished()
            throws IOException, SQLException {
        Path roots = folder.resolve("roots.ndjson");
        log.publish(roots);
        log.execute("delete from event_log.event where global_index > 97");
        log.execute("delete from event_log.root where number > 6");

        assertThat(verify().code()).isEqualTo(VerifyCommand.SOUND);
        verify("--roots=" + roots).onlyBroken("MISSING", 98, "root 7", "though it was published");
    }

    /** Whoever signs was made to believe that there never was a seventh root. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTailInWhosePlaceAnotherOneWasSignedIsFoundByThoseThatWerePublished(boolean inOrder)
            throws IOException, SQLException {
        Path before = folder.resolve("before.ndjson");
        log.publish(before);
        log.execute("delete from event_log.event where global_index > 97");
        log.execute("delete from event_log.root where number > 6");
        log.append(9, RESOURCES.subList(6, 10));
        log.append(10, RESOURCES);
        log.append(11, RESOURCES);
        log.sign(key, 16);
        Path after = folder.resolve("after.ndjson");
        log.publish(after);
        List<String> lines = new ArrayList<>(Files.readAllLines(inOrder ? before : after));
        lines.addAll(Files.readAllLines(inOrder ? after : before));
        Path roots = Files.write(folder.resolve("both.ndjson"), lines);

        assertThat(verify().code()).isEqualTo(VerifyCommand.SOUND);
        assertThat(verify("--roots=" + after).code()).isEqualTo(VerifyCommand.SOUND);
        verify("--roots=" + before).onlyBroken("ALTERED", 98, "root 7", "not the one that was");
        verify("--roots=" + roots).onlyBroken("ALTERED", 98, "root 7", "2 different ones were");
    }

    @Test
    void anEventThatWasSlippedInIsNamed() throws IOException, SQLException {
        insert(61, UUID.randomUUID(), 0);

        verify().onlyBroken("INSERTED", 61, "not there when the root was signed");
    }

    @Test
    void anEventThatWasSlippedInAtTheEndOfAResourceIsNamed() throws IOException, SQLException {
        insert(61, RESOURCES.get(4), 12);

        verify().onlyBroken("INSERTED", 61, resource(5) + ", event 12");
    }

    @Test
    void anEventThatWasPutBetweenTwoIsNamed() throws IOException, SQLException {
        log.execute(
                "update event_log.event set sequence_number = sequence_number + 1 where sequence_number >= 5 and aggregate_identifier = '%s'"
                        .formatted(RESOURCES.get(4)));
        insert(500, RESOURCES.get(4), 5);

        verify().onlyBroken("INSERTED", 500, resource(5) + ", event 5", "between two events");
    }

    @Test
    void anEventThatIsThereTwiceIsNamed() throws IOException, SQLException {
        log.execute(
                """
                insert into event_log.event select * from event_log.event where global_index = 45
                """);

        verify().onlyBroken("INSERTED", 45, resource(5) + ", event 4");
    }

    /** The database makes its hash. */
    private void insert(long position, UUID resource, long sequenceNumber) {
        log.execute(
                """
                insert into event_log.event
                  (global_index, event_identifier, aggregate_identifier, sequence_number, type,
                   time_stamp, payload_type, payload_revision, payload, meta_data)
                values (%d, gen_random_uuid(), '%s', %d, 'volume-type', now(),
                  'volume-type.deleted', '1', 'x', 'y')
                """
                        .formatted(position, resource, sequenceNumber));
    }

    @Test
    void twoEventsThatWereSlippedInAtOnePlaceAreBothNamed() throws IOException, SQLException {
        insert(61, UUID.randomUUID(), 0);
        insert(61, UUID.randomUUID(), 0);

        Said said = verify();

        said.broken("INSERTED", 61, "not there when the root was signed");
        assertThat(said.findings()).hasSize(2);
    }

    /** The place it is missed at is explained by where it is now, and that by the place. */
    @Test
    void aForgedEventThatWasMovedBehindTheLastRootIsNamed() throws IOException, SQLException {
        log.execute(
                "update event_log.event set payload = 'x', global_index = 500 where global_index = 112");

        verify().onlyBroken(
                        "ALTERED",
                        500,
                        resource(1) + ", event 11",
                        "do not give its hash; it was written at position 112");
    }

    @Test
    void noManipulationsExplainEachOtherAway() {
        Random random = new Random(20260131);
        log.execute("create table saved as table event_log.event");
        for (int round = 0; round < 60; round++) {
            List<String> manipulations = new ArrayList<>();
            long target = covered(random);
            for (int i = random.nextInt(1, 5); i > 0; i--) {
                manipulations.add(manipulation(random, target, covered(random)));
                // Often the same one again.
                target = random.nextBoolean() ? target : covered(random);
            }
            manipulations.forEach(log::execute);
            long changed =
                    log.number(
                            """
                            select count(*) from (
                              (select * from event_log.event where global_index <= 113
                               except select * from saved)
                              union all
                              (select * from saved where global_index <= 113
                               except select * from event_log.event)) changed
                            """);

            Said said = run(new String[0], "--url=" + url, "--threads=2");

            assertThat(said.code())
                    .as("%s: %s", manipulations, said.text())
                    .isEqualTo(changed > 0 ? VerifyCommand.BROKEN : VerifyCommand.SOUND);
            assertThat(said.findings().isEmpty()).as(said.text()).isEqualTo(changed == 0);
            log.execute(
                    "truncate event_log.event; insert into event_log.event overriding system value table saved");
        }
    }

    /** The position of an event that a root is over. */
    private static long covered(Random random) {
        long position = random.nextLong(1, 113);
        return position < 61 ? position : position + 1;
    }

    private static String manipulation(Random random, long target, long other) {
        List<String> all =
                List.of(
                        "update event_log.event set payload = 'x%3$d' where global_index = %1$d",
                        "update event_log.event set hash = sha256('x%3$d') where global_index = %1$d",
                        "update event_log.event set global_index = 500 + %3$d where global_index = %1$d",
                        "update event_log.event set payload = 'x', global_index = 500 + %3$d where global_index = %1$d",
                        "update event_log.event set global_index = 61 where global_index = %1$d",
                        "update event_log.event set sequence_number = 12 + %3$d where global_index = %1$d",
                        "delete from event_log.event where global_index = %1$d",
                        """
                        update event_log.event e set global_index = o.global_index from event_log.event o
                        where (e.global_index = %1$d and o.global_index = %2$d)
                           or (e.global_index = %2$d and o.global_index = %1$d)
                        """,
                        """
                        update event_log.event e set sequence_number = o.sequence_number,
                          aggregate_identifier = o.aggregate_identifier, hash = o.hash
                        from event_log.event o
                        where (e.global_index = %1$d and o.global_index = %2$d)
                           or (e.global_index = %2$d and o.global_index = %1$d)
                        """,
                        """
                        update event_log.event e set payload = o.payload, hash = o.hash
                        from event_log.event o
                        where e.global_index = %1$d and o.global_index = %2$d
                        """);
        return all.get(random.nextInt(all.size())).formatted(target, other, random.nextInt(1, 100));
    }

    @Test
    void twoEventsThatSwappedTheirPlacesInTheLogAreNamed() throws IOException, SQLException {
        swap("global_index", 45, 47);

        Said said = verify();

        said.broken("REORDERED", 45, resource(7) + ", event 4", "written at position 47");
        assertThat(said.findings()).hasSize(2);
    }

    @Test
    void twoEventsThatSwappedTheirPlacesUnderDifferentRootsAreNamed()
            throws IOException, SQLException {
        swap("global_index", 15, 98);

        Said said = verify();

        said.broken("REORDERED", 15, resource(7), "written at position 98");
        assertThat(said.findings().get(1)).contains("position 98").contains("at position 15");
    }

    @Test
    void twoNeighboursOfAResourceThatSwappedTheirNumbersAreNamed()
            throws IOException, SQLException {
        swap("sequence_number", 45, 55);

        Said said = verify();

        said.broken("REORDERED", 45, resource(5) + ", event 5", "it was written as event 4");
        assertThat(said.findings()).hasSize(2);
    }

    @Test
    void twoEventsOfAResourceThatSwappedTheirNumbersAreNamed() throws IOException, SQLException {
        swap("sequence_number", 15, 55);

        verify().broken("REORDERED", 15, resource(5) + ", event 5");
    }

    @Test
    void twoEventsThatSwappedAllTheySayAreNamed() throws IOException, SQLException {
        for (String column : List.of("event_identifier", "time_stamp", "payload", "meta_data")) {
            swap(column, 45, 65 + 1);
        }

        Said said = verify();

        said.broken("REORDERED", 45, resource(5) + ", event 4", "was written as event 6");
        assertThat(said.findings()).hasSize(2);
    }

    @Test
    void twoEventsThatSwappedAllTheySayAndTheirHashesAreNamed() throws IOException, SQLException {
        for (String column :
                List.of("event_identifier", "time_stamp", "payload", "meta_data", "hash")) {
            swap(column, 45, 66);
        }

        verify().broken("REORDERED", 45, resource(5), "written at position 66");
    }

    private void swap(String column, long one, long other) {
        log.execute(
                """
                update event_log.event e set %1$s = o.%1$s from event_log.event o
                where (e.global_index = %2$d and o.global_index = %3$d)
                   or (e.global_index = %3$d and o.global_index = %2$d)
                """
                        .formatted(column, one, other));
    }

    @Test
    void aRemovedRootIsNamed() throws IOException, SQLException {
        log.execute("delete from event_log.root where number = 3");

        verify().onlyBroken("MISSING", 33, "root 3");
    }

    @Test
    void removedRootsAreNamedTogether() throws IOException, SQLException {
        Path roots = folder.resolve("roots.ndjson");
        log.publish(roots);
        log.execute("delete from event_log.root where number between 3 and 5");

        verify().onlyBroken("MISSING", 33, "roots 3 to 5: not there");
        verify("--roots=" + roots).onlyBroken("MISSING", 33, "though 3 of them were published");
    }

    @ParameterizedTest
    @ValueSource(longs = {9_000_000_000_000_000_000L, Long.MAX_VALUE})
    void aRootWithANumberThatNoneReachesIsNamed(long number) throws IOException, SQLException {
        log.execute("update event_log.root set number = %d where number = 7".formatted(number));

        Said said = verify();

        said.broken("ALTERED", 98, "root " + number);
        assertThat(said.findings()).hasSize(2);
        assertThat(said.findings().get(1)).startsWith("MISSING").contains("roots 7 to ");
    }

    @Test
    void rootsThatAreAllGoneAreMissed() throws IOException, SQLException {
        log.execute("delete from event_log.root");

        verify().onlyBroken("MISSING", 1, "root 1");
        assertThat(verify("--without-signatures").code()).isEqualTo(VerifyCommand.SOUND);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "statement = replace(statement, 'events: 16', 'events: 15')",
                "statement = 'x'",
                "signature = sha512(signature)",
                "signature = 'x'",
                "through_position = 47",
            })
    void anAlteredRootIsNamed(String change) throws IOException, SQLException {
        log.execute("update event_log.root set " + change + " where number = 3");

        verify().onlyBroken("ALTERED", 33, "root 3");
    }

    @Test
    void aRootInThePlaceOfAnotherIsNamed() throws IOException, SQLException {
        log.execute(
                """
                update event_log.root r set statement = o.statement, signature = o.signature, leaves = o.leaves
                from event_log.root o where o.number = 2 and r.number = 3
                """);

        verify().onlyBroken("ALTERED", 33, "root 3", "its row says something else");
    }

    @Test
    void rootsThatSomebodyElseSignedAreNamed() throws IOException, SQLException {
        SigningKey other = key("other");
        log.execute("update event_log.event set payload = 'x' where global_index = 45");
        makeHashesFit("aggregate_identifier = '" + RESOURCES.get(4) + "'");
        log.execute("delete from event_log.root");
        log.sign(other, 16);

        verify().broken("ALTERED", 1, "root 1", "which is not trusted");
        assertThat(verify("--public-key=" + folder.resolve("other.public.pem")).code())
                .isEqualTo(VerifyCommand.SOUND);
    }

    @Test
    void aChangedListOfLeavesIsToldFromChangedEvents() throws IOException, SQLException {
        log.execute(
                "update event_log.root set leaves = set_byte(leaves, 30, 1 # get_byte(leaves, 30)) where number = 3");

        verify().onlyBroken("ALTERED", 33, "root 3", "the events are those that were signed");

        log.execute("update event_log.event set hash = sha256('x') where global_index = 45");

        verify().broken("ALTERED", 33, "root 3", "positions 33 to 48");
    }

    /** What was there before the migration, and what an older release writes after it. */
    @Test
    void theDatabaseMakesTheSameHashes() throws IOException, SQLException {
        String name = "older_" + copies;
        new LogUnderTest(urlOf("postgres")).execute("create database " + name);
        url = urlOf(name);
        log = new LogUnderTest(url);
        EventLogMigrations.run(log.database(), "V1__create_event_log.sql");
        String older =
                """
                insert into event_log.event
                  (event_identifier, aggregate_identifier, sequence_number, type, time_stamp,
                   payload_type, payload_revision, payload, meta_data)
                select gen_random_uuid(), r::uuid, s, 'volume-type',
                  timestamptz '1969-12-31 23:59:59.999999+00' + s * interval '1.000001 s',
                  'volume-type.ü', '1', convert_to('{"s": ' || s || '}', 'UTF8'), '\\x00ff'
                from generate_series(%d, %d) s, unnest(array['%s', '%s']) r
                order by s
                """;
        UUID one = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        log.execute(older.formatted(0, 9, one, other));

        EventLogMigrations.run(log.database(), "V21__chain_events.sql");
        log.execute(older.formatted(10, 19, one, other));
        log.append(20, List.of(one, other));
        log.sign(key, 7);

        Said said = verify();
        assertThat(said.code()).as(said.text()).isEqualTo(VerifyCommand.SOUND);
        assertThat(said.text()).contains("42 events of 2 resources and 6 roots");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--url=jdbc:postgresql://127.0.0.1:1/x --dump=x --without-signatures",
                "--url=jdbc:postgresql://127.0.0.1:1/x",
                "--url=jdbc:postgresql://127.0.0.1:1/x --without-signatures",
                "--dump=there-is-none --without-signatures",
                "--dump=there-is-none --public-key=there-is-none",
                "--dump=x --without-signatures --threads=0",
                "--dump=x --without-signatures --frobnicate"
            })
    void whatCannotBeVerifiedIsNoVerdict(String arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code;
        try (PrintStream toOut = new PrintStream(out, false, StandardCharsets.UTF_8);
                PrintStream toErr = new PrintStream(err, false, StandardCharsets.UTF_8)) {
            code = VerifyCommand.run(("verify " + arguments).strip().split(" "), toOut, toErr);
        }

        assertThat(code).isEqualTo(VerifyCommand.FAILED);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
    }

    @Test
    void aDumpThatIsNotWholeIsNoVerdict() throws IOException, SQLException {
        Path dump = folder.resolve("part.sql");
        log.dump(dump);
        String whole = Files.readString(dump);
        Files.writeString(dump, whole.substring(0, whole.length() / 4));

        assertThat(run(new String[0], "--dump=" + dump).code()).isEqualTo(VerifyCommand.FAILED);

        Files.writeString(dump, "nothing\n");
        assertThat(run(new String[0], "--dump=" + dump).text())
                .contains("no rows of event_log.event");
    }

    @Test
    void aDatabaseWithoutHashesIsNoVerdict() {
        Said said = run(new String[0], "--url=" + urlOf("postgres"));

        assertThat(said.code()).isEqualTo(VerifyCommand.FAILED);
        assertThat(said.text()).contains("There is no event log with hashes in this database");
    }
}
