package io.snapledger.gateway.audit;

import static io.snapledger.gateway.audit.ChangesOfProjects.change;
import static io.snapledger.gateway.audit.ChangesOfProjects.changes;
import static io.snapledger.gateway.audit.ToldToAdministrators.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.snapledger.contract.audit.StatusChangeQuery;
import io.snapledger.gateway.fake.RawResponse;
import io.snapledger.gateway.fake.RunningGateway;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusChangeStreamTest {

    private static final String PATH = "/audit/v1/status-changes/stream";
    private static final String ADMIN = "X-Auth-Token: root:a0:admin,member,reader";
    private static final String MEMBER = "X-Auth-Token: demo:d0:member,reader";
    private static final String EVENTS = "Accept: text/event-stream";
    private static final Duration LONG = Duration.ofSeconds(30);

    private static final RunningGateway SHARED = gateway(100, 100);

    private RunningGateway gateway = SHARED;

    private static RunningGateway gateway(int atOnce, int perUser) {
        return RunningGateway.with(
                "snapledger.audit.streams.at-once=" + atOnce,
                "snapledger.audit.streams.per-user=" + perUser,
                "snapledger.audit.streams.heartbeat=50ms",
                "snapledger.audit.streams.recheck=20ms",
                "snapledger.audit.streams.patience=2s");
    }

    @BeforeEach
    void reset() {
        await().atMost(LONG).until(() -> open() == 0);
        SHARED.reads.reset();
    }

    @AfterAll
    static void stop() {
        SHARED.close();
    }

    private OpenAnswer stream(String query, String... headers) {
        String[] all = Stream.concat(Stream.of(EVENTS), Stream.of(headers)).toArray(String[]::new);
        return new OpenAnswer(gateway.port(), PATH + query, all);
    }

    private RawResponse refused(String query, String... headers) {
        var request = gateway.asAdmin("GET", PATH + query).header("Accept", "text/event-stream");
        for (String header : headers) {
            String[] parts = header.split(": ", 2);
            request.header(parts[0], parts[1]);
        }
        return request.send();
    }

    private double open() {
        return gateway.beans(MeterRegistry.class)
                .getFirst()
                .get("snapledger.audit.streams")
                .gauge()
                .value();
    }

    /** The position of the next event, which is the same in its id and in its data. */
    private static long next(OpenAnswer stream) {
        while (true) {
            long id = Long.parseLong(stream.after("id: "));
            String line = stream.line();
            if (line != null && line.startsWith("data: ")) {
                assertThat(line).startsWith("data: {\"position\": " + id + ", ");
                assertThat(stream.line()).isEmpty();
                return id;
            }
        }
    }

    private static List<Long> next(OpenAnswer stream, int number) {
        return Stream.generate(() -> next(stream)).limit(number).toList();
    }

    @Test
    void itBeginsWithWhatComesNext() {
        gateway.reads.changes.addAll(changes(1, 3));
        try (OpenAnswer stream = stream("", ADMIN)) {
            assertThat(stream.status()).isEqualTo(200);
            assertThat(stream.header("Content-Type")).isEqualTo("text/event-stream");
            assertThat(stream.header("Cache-Control")).isEqualTo("no-store");
            assertThat(stream.line()).isEqualTo("retry: 3000");
            assertThat(stream.line()).isEmpty();
            assertThat(stream.line()).isEqualTo("id: 3");
            assertThat(stream.line()).isEmpty();

            gateway.reads.changes.add(change(4, "d0"));

            stream.after("id: 4");
            assertThat(stream.line())
                    .isEqualTo(
                            "data: "
                                    + new String(
                                            Lines.of(told(change(4, "d0"))),
                                            StandardCharsets.UTF_8));
        }
    }

    @Test
    void itGoesOnAfterTheLastEventThatWasSeen() {
        gateway.reads.changes.addAll(changes(1, 9));
        try (OpenAnswer byHeader = stream("?after_position=2", ADMIN, "Last-Event-ID: 6");
                OpenAnswer byParameter = stream("?after_position=2&last_event_id=5", ADMIN);
                OpenAnswer byPosition = stream("?after_position=2", ADMIN)) {
            assertThat(next(byHeader, 3)).containsExactly(7L, 8L, 9L);
            assertThat(next(byParameter, 4)).containsExactly(6L, 7L, 8L, 9L);
            assertThat(next(byPosition, 7)).containsExactly(3L, 4L, 5L, 6L, 7L, 8L, 9L);
        }
    }

    @Test
    void whatIsNotSettledIsNotSent() {
        gateway.reads.settled = 2;
        gateway.reads.changes.addAll(changes(1, 5));
        try (OpenAnswer stream = stream("?after_position=1", ADMIN)) {
            assertThat(next(stream)).isEqualTo(2);
            stream.after(": heartbeat");
            assertThat(stream.line()).isEqualTo("id: 2");

            gateway.reads.settled = 5;
            assertThat(next(stream, 3)).containsExactly(3L, 4L, 5L);
        }
    }

    @Test
    void aReaderFollowsTheOwnProjectAlone() {
        gateway.reads.changes.add(change(1, "b0"));
        try (OpenAnswer stream = stream("?after_position=1", MEMBER);
                OpenAnswer anothers = stream("?after_position=1&project_id=b0", MEMBER)) {
            assertThat(stream.status()).isEqualTo(200);
            assertThat(anothers.status()).isEqualTo(200);
            for (long position = 2; position <= 6; position += 2) {
                gateway.reads.changes.add(change(position, "b0"));
                gateway.reads.changes.add(change(position + 1, "d0"));
                assertThat(next(stream)).isEqualTo(position + 1);
            }
            List<String> seen = new ArrayList<>();
            String line = "";
            while (line != null && !line.equals("id: 7")) {
                line = anothers.line();
                seen.add(String.valueOf(line));
            }
            assertThat(seen).noneMatch(one -> one.startsWith("data:"));
        }
    }

    @Test
    void itIsFilteredLikeTheList() {
        try (OpenAnswer stream = stream("?to=error&since=2026-11-21T18:15:30Z", ADMIN)) {
            assertThat(stream.status()).isEqualTo(200);
            stream.after(": heartbeat");
            gateway.reads.changes.addAll(changes(1, 9));
            // They are a second apart, and every other one is an error.
            assertThat(next(stream, 2)).containsExactly(6L, 8L);
        }
    }

    @Test
    void heartbeatsMoveTheLastEventOnWhereNothingMatches() {
        try (OpenAnswer stream = stream("?to=available&actor=nobody", ADMIN)) {
            stream.after(": heartbeat");
            gateway.reads.changes.addAll(changes(1, 9));
            stream.after("id: 9");
        }
    }

    @Test
    void severalFollowWhileOthersWriteAndEachSeesEverythingOnceAndInOrder() throws Exception {
        int all = 6_000;
        gateway.reads.changes.addAll(changes(1, 1_000));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> writer =
                    threads.submit(() -> {
                        Random random = new Random(7);
                        long at = 1_000;
                        while (at < all) {
                            long to = Math.min(all, at + 1 + random.nextInt(200));
                            gateway.reads.changes.addAll(changes(at + 1, to));
                            at = to;
                            Thread.onSpinWait();
                        }
                    });
            List<Future<List<Long>>> followers = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                long from = i * 250L;
                followers.add(threads.submit(() -> follow(from, all, new Random(from))));
            }
            writer.get();
            for (int i = 0; i < followers.size(); i++) {
                assertThat(followers.get(i).get())
                        .isEqualTo(LongStream.rangeClosed(i * 250L + 1, all).boxed().toList());
            }
        }
    }

    /** Follows up to the last one, going away and coming back now and then. */
    private List<Long> follow(long from, long last, Random random) {
        List<Long> seen = new ArrayList<>();
        long position = from;
        while (position < last) {
            try (OpenAnswer stream = stream("", ADMIN, "Last-Event-ID: " + position)) {
                for (int left = 500 + random.nextInt(2_000); left > 0 && position < last; left--) {
                    position = next(stream);
                    seen.add(position);
                }
            }
        }
        return seen;
    }

    @Test
    void whoDoesNotReadIsCutOffAndHarmsNobody() {
        try (OpenAnswer deaf = stream("?after_position=0", ADMIN);
                OpenAnswer reader = stream("?after_position=0", ADMIN)) {
            assertThat(deaf.status()).isEqualTo(200);
            assertThat(reader.status()).isEqualTo(200);
            gateway.reads.changes.addAll(changes(1, 30_000));

            long last = 0;
            while (last < 30_000) {
                last = next(reader);
            }
            await().atMost(LONG).until(() -> open() == 1);

            gateway.reads.changes.add(change(30_001, "d0"));
            assertThat(next(reader)).isEqualTo(30_001);
            String line = "";
            while (line != null) {
                line = deaf.line();
            }
            assertThat(deaf.isWhole()).isFalse();
        }
    }

    @Test
    void whoGoesAwayGivesThePlaceFree() {
        try (OpenAnswer stream = stream("", ADMIN)) {
            stream.after(": heartbeat");
            assertThat(open()).isEqualTo(1);
            stream.reset();
            await().atMost(LONG).until(() -> open() == 0);
        }
    }

    @Test
    void thereAreNoMoreThanThereMayBe() {
        gateway = gateway(3, 2);
        List<OpenAnswer> streams = new ArrayList<>();
        try {
            for (int i = 0; i < 2; i++) {
                streams.add(stream("", ADMIN));
                assertThat(streams.getLast().status()).isEqualTo(200);
            }
            RawResponse third = refused("");
            assertThat(third.status()).isEqualTo(429);
            assertThat(third.header("Retry-After")).isEqualTo("10");
            streams.add(stream("", MEMBER));
            assertThat(streams.getLast().status()).isEqualTo(200);
            RawResponse fourth = refused("", "X-Auth-Token: toor:a0:admin");
            assertThat(fourth.status()).isEqualTo(503);
            assertThat(fourth.header("Retry-After")).isEqualTo("10");
        } finally {
            streams.forEach(OpenAnswer::close);
            gateway.close();
        }
    }

    @Test
    void itEndsInOrderWhenTheServiceStops() throws Exception {
        gateway = gateway(1, 1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                OpenAnswer stream = stream("", ADMIN)) {
            stream.after(": heartbeat");
            Future<?> stopping = threads.submit(gateway::close);
            stream.after(": the service is stopping");
            String line = "";
            while (line != null) {
                line = stream.line();
            }
            assertThat(stream.isWhole()).isTrue();
            stopping.get();
        }
    }

    @Test
    void whatCannotBeReadForAWhileComesLater() {
        try (OpenAnswer stream = stream("", ADMIN)) {
            stream.after(": heartbeat");
            gateway.reads.beforeChanges =
                    (StatusChangeQuery _) -> {
                        throw new IllegalStateException("not now");
                    };
            gateway.reads.changes.add(change(1, "d0"));
            stream.after(": heartbeat");
            stream.after(": heartbeat");
            gateway.reads.beforeChanges = _ -> {};
            assertThat(next(stream)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ?after_position=10 | There is no position 10 yet: the last one is 9.
                    ?after_position=x | Invalid after_position: it must be a position.
                    ?last_event_id=-1 | Invalid last_event_id: it must be a position.
                    ?limit=5 | There is no parameter limit.
                    ?order=asc | There is no parameter order.
                    ?cause=AGENT | Invalid cause: it must be one of request, agent, deadline, administrator.
                    """)
    void whatIsWrongIsNamed(String query, String message) {
        gateway.reads.changes.addAll(changes(1, 9));

        RawResponse answer = refused(query);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains(message);
    }

    @Test
    void aLastEventThatIsNoneIsRefused() {
        RawResponse answer = refused("", "Last-Event-ID: yesterday");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("Invalid Last-Event-ID: it must be a position.");
    }

    @Test
    void onlyWhoNamesEventsIsGivenThem() {
        for (String accept :
                List.of("*/*", "text/*", "application/json", ";", "text/event-stream;q=0")) {
            RawResponse answer = refused("", "Accept: " + accept);

            assertThat(answer.status()).as(accept).isEqualTo(406);
            assertThat(answer.body()).contains("text/event-stream by name");
        }
    }

    @Test
    void itTakesAReaderWithAToken() {
        assertThat(refused("", "X-Auth-Token: demo:d0:guest").status()).isEqualTo(403);
        assertThat(
                        gateway.request("GET", PATH)
                                .header("Accept", "text/event-stream")
                                .send()
                                .status())
                .isEqualTo(401);
    }
}
