package io.snapledger.query;

import static io.snapledger.query.Facts.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.snapledger.contract.EventNames;
import io.snapledger.contract.rebuild.RebuildAnswer;
import io.snapledger.contract.rebuild.RebuildState;
import io.snapledger.contract.rebuild.RebuildView;
import io.snapledger.contract.rebuild.ViewRebuilds;
import io.snapledger.contract.rebuild.ViewState;
import io.snapledger.contract.resource.ResourceEvent;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volume.VolumeReads;
import io.snapledger.contract.volumetype.VolumeTypeId;
import io.snapledger.query.projection.Projection;
import io.snapledger.query.rebuild.RebuildCommand;
import io.snapledger.query.table.OneMoment;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Views made again beside the live ones: the same rows, whatever happens meanwhile. */
class RebuildIT {

    private static final String QUICK_TAKE_OVER = "snapledger.views.rebuild.take-over=1s";

    private final EventLogWriter log = EventLogWriter.onNewTable(TestServer.newDatabase());

    @Test
    void everyViewIsMadeAgainRowForRow() {
        try (RunningService service = RunningService.on(log.url())) {
            Set<Class<?>> kinds = new HashSet<>();
            AnyEvents any = anyEvents(service, 20261122);
            long last = 0;
            for (int i = 0; i < 40 && kinds.size() < EventNames.all().size(); i++) {
                List<ResourceEvent> events = any.next(200);
                events.forEach(event -> kinds.add(event.getClass()));
                last = log.append(events);
            }
            assertThat(kinds)
                    .containsExactlyInAnyOrderElementsOf(Set.copyOf(EventNames.all().values()));
            assertThat(service.shows(last)).isTrue();
            Map<String, String> before = contents(service, "view");
            Map<String, String> shapes = shapes();
            Map<String, Long> tables = tables();
            // No rebuild leaves anything alone: what is wrong is mended, what is too much is gone.
            log.execute("delete from view.volume where id in (select id from view.volume limit 3)");
            log.execute("update view.share set name = 'wrong'");
            log.execute("truncate view.status_change");

            for (ViewState view : service.get(ViewRebuilds.class).list()) {
                RebuildView done = rebuilt(service, view.name());
                assertThat(done.eventsDone())
                        .as(view.name())
                        .isPositive()
                        .isEqualTo(done.eventsTotal());
            }

            assertThat(contents(service, "view")).isEqualTo(before);
            assertThat(shapes()).isEqualTo(shapes);
            assertThat(tables().keySet()).isEqualTo(tables.keySet());
            assertThat(tables())
                    .allSatisfy((table, oid) -> {
                        if (isOfAView(service, table)) {
                            assertThat(oid).as(table).isNotEqualTo(tables.get(table));
                        } else {
                            assertThat(oid).as(table).isEqualTo(tables.get(table));
                        }
                    });
            // A table that no view has would never be made again.
            assertThat(tables().keySet().stream().filter(table -> !isOfAView(service, table)))
                    .containsExactlyInAnyOrder(
                            "flyway_schema_history",
                            "processor_token",
                            "storage_agent",
                            "view_rebuild");
            assertThat(schemas()).containsExactly("view");
            assertThat(
                            log.number(
                                    "select count(*) from view.view_rebuild where state = 'finished'"))
                    .isEqualTo(service.get(ViewRebuilds.class).list().size());

            // The live view goes on from there, whichever kind of view it is.
            assertThat(service.shows(log.append(any.next(200)))).isTrue();
            Map<String, String> later = contents(service, "view");
            for (String view :
                    List.of(
                            "volume",
                            "quota-set",
                            "status-change",
                            "refused-attempt",
                            "statistics")) {
                rebuilt(service, view);
            }
            assertThat(contents(service, "view")).isEqualTo(later);
        }
    }

    /** What PostgreSQL knows to be empty it reads from end to end, also once it is not. */
    @Test
    void ofAnEmptyViewThatIsMadeAgainItIsNotKnownThatItIsEmpty() {
        try (RunningService service = RunningService.on(log.url())) {
            rebuilt(service, "group-snapshot");

            assertThat(
                            log.number(
                                    """
                                    select reltuples::int from pg_class
                                    where oid = 'view.group_snapshot'::regclass
                                    """))
                    .isNegative();
        }
    }

    @Test
    void readersAndWritersMeanwhileSeeNoErrorAndNoWrongRow() throws Exception {
        try (RunningService service =
                        RunningService.on(log.url(), "snapledger.views.rebuild.batch-size=200");
                ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            Checked checked = new Checked(log, service);
            List<Future<Long>> busy = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                busy.add(people.submit(checked::read));
            }
            busy.add(people.submit(checked::write));
            try {
                for (String view :
                        List.of(
                                "volume",
                                "snapshot",
                                "group",
                                "volume-type",
                                "quota-set",
                                "status-change",
                                "volume")) {
                    rebuilt(service, view);
                }
                // Each has read after the last of them as well.
                checked.endAfterOneMore();
            } finally {
                checked.end();
            }
            for (Future<Long> each : busy) {
                assertThat(each.get(60, TimeUnit.SECONDS)).isGreaterThan(3);
            }
        }
    }

    // Without the lock that it takes first it would find the new tables, and not the rows that were
    // written to them after its moment.
    @Test
    void whoSeesOneMomentKeepsTheOldTables() throws Exception {
        try (RunningService service = RunningService.on(log.url());
                ExecutorService reader = Executors.newSingleThreadExecutor()) {
            shown(service, log.append(volumes(50)));
            JdbcClient views = service.get(JdbcClient.class);
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch goOn = new CountDownLatch(1);
            Future<List<Long>> counts =
                    reader.submit(() ->
                            service.get(OneMoment.class)
                                    .read(
                                            List.of("quota_set", "volume"),
                                            () -> {
                                                List<Long> seen = new ArrayList<>();
                                                count(views, "quota_set");
                                                begun.countDown();
                                                awaitLatch(goOn);
                                                seen.add(count(views, "volume"));
                                                return seen;
                                            }));
            awaitLatch(begun);
            Long table = Objects.requireNonNull(tables().get("volume"));
            RebuildAnswer answer = begin(service, "volume");
            await().atMost(RunningService.LONG)
                    .until(() -> {
                        RebuildView now = last(service, "volume");
                        return now.phase() != null && now.phase().word().equals("swapping");
                    });
            assertThat(tables().get("volume")).isEqualTo(table);
            goOn.countDown();
            assertThat(counts.get()).containsExactly(50L);
            assertThat(ended(service, "volume").id()).isEqualTo(answer.rebuild().id());
            assertThat(tables().get("volume")).isNotEqualTo(table);
        }
    }

    @Test
    void anEventThatIsCommittedLateIsThereOnce() {
        try (RunningService service = RunningService.on(log.url());
                EventLogWriter.Transaction late = log.begin()) {
            shown(service, log.append(volumes(10)));
            VolumeId volume = new VolumeId(UUID.randomUUID());
            long gap =
                    late.append(
                            Facts.volumeRequested(
                                    volume, new VolumeTypeId(UUID.randomUUID()), null, minute(1)));
            long last = log.append(volumes(10));
            await().atMost(RunningService.LONG).until(() -> position(service) >= last);
            try (Held held = Held.onTable(log.url(), "view.volume")) {
                begin(service, "volume");
                await().atMost(RunningService.LONG)
                        .until(() -> last(service, "volume").eventsDone() >= 20);
                late.commit();
                assertThat(service.shows(gap)).isTrue();
                held.release();
            }
            assertThat(ended(service, "volume").state()).isEqualTo(RebuildState.FINISHED);
            assertThat(service.get(VolumeReads.class).find(volume, null)).isPresent();
            assertThat(log.number("select count(*) from view.volume")).isEqualTo(21);
            assertThat(last(service, "volume").eventsDone()).isEqualTo(21);
        }
    }

    @Test
    void anAbortedOneLeavesNothingAndTheNextBeginsAnew() {
        try (RunningService service =
                RunningService.on(log.url(), "snapledger.views.rebuild.batch-size=1")) {
            shown(service, log.append(volumes(3_000)));
            RebuildAnswer first = begin(service, "volume");
            assertThat(first.begun()).isTrue();
            await().atMost(RunningService.LONG)
                    .until(() -> last(service, "volume").eventsDone() > 10);
            RebuildAnswer second = begin(service, "volume");
            assertThat(second.begun()).isFalse();
            assertThat(second.rebuild().id()).isEqualTo(first.rebuild().id());
            RebuildView running = last(service, "volume");
            assertThat(running.eventsTotal()).isEqualTo(3_000);
            assertThat(running.eventsPerSecond()).isPositive();
            assertThat(running.secondsLeft()).isNotNegative();

            RebuildView aborted = service.get(ViewRebuilds.class).abort("volume").orElseThrow();

            assertThat(aborted.id()).isEqualTo(first.rebuild().id());
            assertThat(aborted.state()).isEqualTo(RebuildState.ABORTED);
            assertThat(aborted.endedAt()).isNotNull();
            assertThat(service.get(ViewRebuilds.class).abort("volume")).isEmpty();
            await().atMost(RunningService.LONG).until(() -> schemas().equals(List.of("view")));
            assertThat(log.number("select count(*) from view.volume")).isEqualTo(3_000);
            assertThat(begin(service, "volume").begun()).isTrue();
            assertThat(service.get(ViewRebuilds.class).abort("volume")).isPresent();
        }
    }

    @Test
    void whoeverAsksAtOnceOneOfThemBegins() throws Exception {
        shownOnce(log.append(volumes(500)));
        try (RunningService one =
                        RunningService.on(log.url(), "snapledger.views.rebuild.batch-size=5");
                RunningService other =
                        RunningService.on(log.url(), "snapledger.views.rebuild.batch-size=5");
                ExecutorService people = Executors.newFixedThreadPool(8)) {
            CountDownLatch ready = new CountDownLatch(1);
            List<Callable<RebuildAnswer>> asks =
                    IntStream.range(0, 8)
                            .<Callable<RebuildAnswer>>mapToObj(i ->
                                    () -> {
                                        awaitLatch(ready);
                                        return begin(i % 2 == 0 ? one : other, "volume");
                                    })
                            .toList();
            List<Future<RebuildAnswer>> answers = asks.stream().map(people::submit).toList();
            ready.countDown();
            Set<UUID> ids = new HashSet<>();
            int begun = 0;
            for (Future<RebuildAnswer> answer : answers) {
                begun += answer.get().begun() ? 1 : 0;
                ids.add(answer.get().rebuild().id());
            }
            assertThat(begun).isEqualTo(1);
            assertThat(ids).hasSize(1);
            RebuildView done = ended(other, "volume");
            assertThat(done.state()).isEqualTo(RebuildState.FINISHED);
            assertThat(done.eventsDone()).isEqualTo(500);
            assertThat(log.number("select count(*) from view.volume")).isEqualTo(500);
        }
    }

    @Test
    void whatAKilledProcessLeftAnotherTakesUpWhereItStood() throws Exception {
        long last = log.append(volumes(2_000));
        Process killed =
                otherProcess("--snapledger.views.rebuild.batch-size=2", "--" + QUICK_TAKE_OVER);
        long done;
        UUID id;
        try {
            await().atMost(RunningService.LONG)
                    .until(() ->
                            log.number(
                                                    "select count(*) from pg_tables where tablename = 'view_rebuild'")
                                            > 0
                                    && log.number("select count(*) from view.volume") == 2_000);
            id = UUID.randomUUID();
            log.execute(
                    """
                    insert into view.view_rebuild (id, view, state, phase, requested_at)
                    values ('%s', 'volume', 'running', 'waiting', now())
                    """
                            .formatted(id));
            await().atMost(RunningService.LONG)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> eventsDone() > 50);
        } finally {
            killed.destroyForcibly().waitFor();
        }
        done = eventsDone();
        assertThat(done).isBetween(51L, 1_999L);
        try (RunningService service = RunningService.on(log.url(), QUICK_TAKE_OVER)) {
            RebuildView end = ended(service, "volume");
            assertThat(end.id()).isEqualTo(id);
            assertThat(end.state()).isEqualTo(RebuildState.FINISHED);
            // None of those that were in is done again.
            assertThat(end.eventsDone()).isEqualTo(2_000);
            assertThat(service.shows(last)).isTrue();
            assertThat(log.number("select count(*) from view.volume")).isEqualTo(2_000);
            assertThat(schemas()).containsExactly("view");
        }
    }

    @Test
    void tablesThatLookDifferentMeanwhileAreMadeAnew() throws Exception {
        try (RunningService service = RunningService.on(log.url())) {
            shown(service, log.append(volumes(30)));
            try (Held held = Held.onTable(log.url(), "view.volume")) {
                begin(service, "volume");
                await().atMost(RunningService.LONG)
                        .until(() -> {
                            RebuildView now = last(service, "volume");
                            return now.phase() != null && now.phase().word().equals("swapping");
                        });
                // Readers and the live view go on while the swap waits for its turn.
                shown(service, log.append(volumes(5)));
                held.execute("alter table view.volume add column note text");
                held.release();
            }
            assertThat(ended(service, "volume").state()).isEqualTo(RebuildState.FINISHED);
            assertThat(
                            log.number(
                                    "select count(*) from information_schema.columns where table_schema = 'view'"
                                            + " and table_name = 'volume' and column_name = 'note'"))
                    .isEqualTo(1);
            assertThat(log.number("select count(*) from view.volume")).isEqualTo(35);
        }
    }

    @Test
    void whatCannotBeCarriedOverIsRefusedWithTheReason() {
        try (RunningService service = RunningService.on(log.url())) {
            shown(service, log.append(volumes(3)));
            log.execute("create view public.report as select count(*) from view.volume");
            begin(service, "volume");
            RebuildView failed = ended(service, "volume");
            assertThat(failed.state()).isEqualTo(RebuildState.FAILED);
            assertThat(failed.failure()).contains("public.report, which reads volume");
            assertThat(log.number("select count(*) from public.report")).isEqualTo(1);
            assertThat(
                            Objects.requireNonNull(
                                            service.get(
                                                            "rebuildHealthIndicator",
                                                            HealthIndicator.class)
                                                    .health())
                                    .getDetails()
                                    .toString())
                    .contains("public.report, which reads volume");
            log.execute("drop view public.report");
            refuses(
                    service,
                    "alter table view.volume set (fillfactor = 70)",
                    "the setting fillfactor=70 of volume",
                    "alter table view.volume reset (fillfactor)");
            refuses(
                    service,
                    "alter table view.volume alter column name set statistics 500",
                    "the column name of volume",
                    "alter table view.volume alter column name set statistics -1");
            refuses(
                    service,
                    "create function public.volumes() returns setof view.volume language sql"
                            + " as 'select * from view.volume'",
                    "volumes(), which has the row type of volume",
                    "drop function public.volumes()");
            refuses(
                    service,
                    "create role keeper; alter table view.volume owner to keeper",
                    "the owner keeper of volume",
                    "alter table view.volume owner to current_user; drop role keeper");
            log.execute("create role reporter");
            log.execute("grant select on view.volume to reporter");
            try {
                rebuilt(service, "volume");
                assertThat(
                                log.number(
                                        "select has_table_privilege('reporter', 'view.volume', 'select')::int"))
                        .isEqualTo(1);
            } finally {
                log.execute("drop owned by reporter");
                log.execute("drop role reporter");
            }
        }
    }

    private void refuses(RunningService service, String change, String reason, String back) {
        log.execute(change);
        begin(service, "volume");
        assertThat(ended(service, "volume").failure()).contains(reason);
        log.execute(back);
    }

    // There may be years of them, and whatever the swap does the live view stands still for.
    @Test
    void whatIsShownNoLongerIsRemovedBeforeTheSwap() throws Exception {
        Instant longAgo = Instant.now().minus(Duration.ofDays(91));
        List<ResourceEvent> attempts = new ArrayList<>();
        for (int i = 0; i < 2_500; i++) {
            attempts.add(Facts.refusedAttempt("nope", 403, longAgo.plusSeconds(i)));
        }
        attempts.add(Facts.refusedAttempt("nope", 403, Instant.now()));
        try (RunningService service = RunningService.on(log.url())) {
            shown(service, log.append(attempts));
            String made = "view_rebuild_refused_attempt.refused_attempt";
            try (Held held = Held.onTable(log.url(), "view.refused_attempt")) {
                begin(service, "refused-attempt");
                await().atMost(RunningService.LONG)
                        .until(() -> {
                            RebuildView now = last(service, "refused-attempt");
                            return now.phase() != null && now.phase().word().equals("swapping");
                        });
                assertThat(log.number("select count(*) from " + made)).isEqualTo(1);
                held.release();
            }
            assertThat(ended(service, "refused-attempt").state()).isEqualTo(RebuildState.FINISHED);
            assertThat(log.number("select count(*) from view.refused_attempt")).isEqualTo(1);
        }
    }

    @Test
    void whatDoesNotPassByItselfEndsARebuild() {
        try (RunningService service = RunningService.on(log.url())) {
            shown(service, log.append(volumes(3)));
            // Says of itself that it passes, whenever a row is written to tables made of these.
            log.execute(
                    """
                    create function public.unlucky(id uuid) returns boolean language plpgsql as $$
                    begin
                      raise exception 'out of luck' using errcode = 'out_of_memory';
                    end $$
                    """);
            log.execute("alter table view.volume add check (public.unlucky(id)) not valid");
            begin(service, "volume");
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> last(service, "volume").state() != RebuildState.RUNNING);
            assertThat(last(service, "volume").state()).isEqualTo(RebuildState.FAILED);
            assertThat(last(service, "volume").failure()).contains("out of luck");
        }
    }

    @Test
    void anUnknownEventIsNotLeftOut() {
        try (RunningService service = RunningService.on(log.url())) {
            shown(service, log.append(volumes(3)));
            log.execute(
                    """
                    update event_log.event set payload_type = 'volume.teleported' where global_index = 2
                    """);
            begin(service, "volume");
            RebuildView failed = ended(service, "volume");
            assertThat(failed.state()).isEqualTo(RebuildState.FAILED);
            assertThat(failed.failure()).contains("volume.teleported");
            assertThat(log.number("select count(*) from view.volume")).isEqualTo(3);
        }
    }

    @Test
    void theCommandLineMakesViewsAgainBesideARunningService() {
        try (RunningService service =
                RunningService.on(log.url(), "snapledger.views.rebuild.enabled=false")) {
            shown(service, log.append(volumes(20)));
            log.execute("delete from view.volume");
            assertThat(command("rebuild", "no-such-view"))
                    .startsWith("2: ")
                    .contains("There is no view no-such-view");
            // The settings are those of the service, which leaves rebuilds to others.
            assertThat(command("rebuild", "volume", "--snapledger.views.rebuild.enabled=false"))
                    .startsWith("0: ")
                    .contains("volume: finished, 20 of 20 events");
            assertThat(log.number("select count(*) from view.volume")).isEqualTo(20);
            assertThat(command("retire", "view"))
                    .startsWith("1: ")
                    .contains("of this build itself");
        }
        assertThat(command("rebuild", "all"))
                .startsWith("0: ")
                .contains("refused-attempt: finished");
    }

    @Test
    void buildsWhoseViewsLookDifferentRunSideBySide() {
        String other = "--snapledger.views.schema=view_2";
        shownOnce(log.append(volumes(40)));
        try (RunningService next =
                RunningService.on(
                        log.url(),
                        "snapledger.views.schema=view_2",
                        "spring.flyway.locations=classpath:db/migration/query,classpath:db/other-shape")) {
            try (RunningService old = RunningService.on(log.url())) {
                VolumeId volume = new VolumeId(UUID.randomUUID());
                long position =
                        log.append(
                                Facts.volumeRequested(
                                        volume,
                                        new VolumeTypeId(UUID.randomUUID()),
                                        null,
                                        minute(3)));
                shown(old, position);
                shown(next, position);
                assertThat(old.get(VolumeReads.class).find(volume, null)).isPresent();
                assertThat(next.get(VolumeReads.class).find(volume, null)).isPresent();
                assertThat(log.number("select sum(size_mib) from view_2.volume"))
                        .isEqualTo(41 * 3 * 1024);
                rebuilt(next, "volume");
                rebuilt(old, "volume");
                assertThat(log.number("select sum(size_mib) from view_2.volume"))
                        .isEqualTo(41 * 3 * 1024);
                assertThat(log.number("select count(*) from view.volume")).isEqualTo(41);
                assertThat(schemas()).containsExactly("view", "view_2");
                assertThat(command("retire", "view", other))
                        .startsWith("1: ")
                        .contains("is in use");
            }
            assertThat(command("retire", "view", other)).startsWith("0: ");
            assertThat(schemas()).containsExactly("view_2");
            shown(next, log.append(volumes(1)));
        }
    }

    @Test
    void aSchemaThatNoRebuildHasMadeIsLeftAlone() {
        for (String taken : List.of("view_rebuild_a", "view_retired_a", "a_rebuild_")) {
            assertThatThrownBy(() ->
                            RunningService.on(log.url(), "snapledger.views.schema=" + taken)
                                    .close())
                    .as(taken)
                    .hasStackTraceContaining("snapledger.views");
        }
        log.execute("create schema view_rebuild_notes");
        log.execute("create table view_rebuild_notes.note as select 'mine' as text");
        log.execute("create schema view_rebuild_volume");
        try (RunningService service = RunningService.on(log.url())) {
            shown(service, log.append(volumes(3)));
            rebuilt(service, "snapshot");
            begin(service, "volume");
            RebuildView failed = ended(service, "volume");
            assertThat(failed.state()).isEqualTo(RebuildState.FAILED);
            assertThat(failed.failure()).contains("a schema view_rebuild_volume already");
            log.execute("drop schema view_rebuild_volume");
            rebuilt(service, "volume");
        }
        assertThat(command("retire", "view", "--snapledger.views.schema=view_2")).startsWith("0: ");
        assertThat(schemas()).containsExactly("view_2", "view_rebuild_notes");
        assertThat(log.text("select text from view_rebuild_notes.note")).isEqualTo("mine");
    }

    private String command(String... words) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        int code =
                RebuildCommand.run(
                        words,
                        settings -> {
                            List<String> arguments =
                                    new ArrayList<>(RunningService.database(log.url()));
                            arguments.addAll(List.of(words));
                            return new SpringApplicationBuilder(QueryServiceApplication.class)
                                    .properties("spring.config.name=query-service")
                                    .initializers(context ->
                                            context.getEnvironment()
                                                    .getPropertySources()
                                                    .addFirst(
                                                            new MapPropertySource(
                                                                    "command", settings)))
                                    .run(arguments.toArray(String[]::new));
                        },
                        out,
                        out);
        return code + ": " + said.toString(StandardCharsets.UTF_8);
    }

    private Process otherProcess(String... settings) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(QueryServiceApplication.class.getName());
        command.addAll(RunningService.database(log.url()));
        command.add("--snapledger.agents.enabled=false");
        command.add("--server.port=0");
        command.add("--snapledger.link.without-certificates=true");
        command.addAll(List.of(settings));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(new File("target/killed-process.log"))
                .start();
    }

    private long eventsDone() {
        return log.number("select events_done from view.view_rebuild");
    }

    private void shownOnce(long position) {
        try (RunningService service = RunningService.on(log.url())) {
            shown(service, position);
        }
    }

    private static void shown(RunningService service, long position) {
        assertThat(service.shows(position)).isTrue();
    }

    private static long count(JdbcClient views, String table) {
        return views.sql("select count(*) from " + table).query(Long.class).single();
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long position(RunningService service) {
        return service.get(ViewRebuilds.class).list().getFirst().position();
    }

    private static RebuildAnswer begin(RunningService service, String view) {
        return service.get(ViewRebuilds.class).begin(view, "user-1", "req-1").orElseThrow();
    }

    private static RebuildView last(RunningService service, String view) {
        RebuildView last = service.get(ViewRebuilds.class).find(view).orElseThrow().rebuild();
        if (last == null) {
            throw new AssertionError("no rebuild of " + view);
        }
        return last;
    }

    private static RebuildView ended(RunningService service, String view) {
        await().atMost(RunningService.LONG)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> last(service, view).state() != RebuildState.RUNNING);
        return last(service, view);
    }

    private static RebuildView rebuilt(RunningService service, String view) {
        assertThat(begin(service, view).begun()).isTrue();
        RebuildView end = ended(service, view);
        assertThat(end.failure()).isNull();
        assertThat(end.state()).isEqualTo(RebuildState.FINISHED);
        return end;
    }

    private static List<ResourceEvent> volumes(int number) {
        return IntStream.range(0, number)
                .<ResourceEvent>mapToObj(_ ->
                        Facts.volumeRequested(
                                new VolumeId(UUID.randomUUID()),
                                new VolumeTypeId(new UUID(1, 1)),
                                null,
                                minute(1)))
                .toList();
    }

    private static AnyEvents anyEvents(RunningService service, long seed) {
        List<Projection<?, ?>> projections = new ArrayList<>();
        service.all(Projection.class).forEach(projections::add);
        return new AnyEvents(seed, projections);
    }

    private static boolean isOfAView(RunningService service, String table) {
        return service.get(ViewRebuilds.class).list().stream()
                .anyMatch(view -> view.tables().contains(table));
    }

    private Map<String, String> contents(RunningService service, String schema) {
        Map<String, String> contents = new LinkedHashMap<>();
        for (ViewState view : service.get(ViewRebuilds.class).list()) {
            for (String table : view.tables()) {
                contents.put(
                        table,
                        log.text(
                                """
                                select count(*) || e'\\n'
                                  || coalesce(string_agg(t::text, e'\\n' order by t::text), '')
                                from %s.%s t
                                """
                                        .formatted(schema, table)));
            }
        }
        return contents;
    }

    private Map<String, Long> tables() {
        Map<String, Long> tables = new LinkedHashMap<>();
        for (String row :
                log.text(
                                """
                                select string_agg(relname || ' ' || oid, ',' order by relname)
                                from pg_class where relnamespace = 'view'::regnamespace
                                  and relkind = 'r'
                                """)
                        .split(",", -1)) {
            tables.put(
                    row.substring(0, row.indexOf(' ')),
                    Long.valueOf(row.substring(row.indexOf(' ') + 1)));
        }
        return tables;
    }

    private Map<String, String> shapes() {
        Map<String, String> shapes = new LinkedHashMap<>();
        shapes.put(
                "indexes",
                log.text(
                        """
                        select string_agg(indexname || ' ' || indexdef, e'\\n' order by indexname)
                        from pg_indexes where schemaname = 'view'
                        """));
        shapes.put(
                "columns",
                log.text(
                        """
                        select string_agg(concat_ws(' ', table_name, ordinal_position, column_name,
                            data_type, is_nullable, column_default, generation_expression),
                            e'\\n' order by table_name, ordinal_position)
                        from information_schema.columns where table_schema = 'view'
                        """));
        shapes.put(
                "constraints",
                log.text(
                        """
                        select string_agg(conrelid::regclass || ' ' || conname || ' '
                            || pg_get_constraintdef(oid), e'\\n' order by conrelid::regclass::text, conname)
                        from pg_constraint where connamespace = 'view'::regnamespace
                        """));
        return shapes;
    }

    private List<String> schemas() {
        return List.of(
                log.text(
                                "select string_agg(nspname, ',' order by nspname) from pg_namespace where nspname like 'view%'")
                        .split(",", -1));
    }

    /** A table that somebody is reading, so that it cannot be swapped. */
    private static final class Held implements AutoCloseable {

        private final Connection connection;

        private Held(Connection connection) {
            this.connection = connection;
        }

        static Held onTable(String url, String table) {
            try {
                Connection connection = DriverManager.getConnection(url);
                connection.setAutoCommit(false);
                Held held = new Held(connection);
                held.execute("lock table " + table + " in access share mode");
                return held;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        void execute(String sql) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        void release() {
            try {
                connection.commit();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
