package io.snapledger.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snapledger.contract.audit.StatusChangeFeed;
import io.snapledger.contract.audit.StatusChangeQuery;
import io.snapledger.contract.audit.StatusChangeReach;
import io.snapledger.contract.audit.StatusChangeView;
import io.snapledger.contract.audit.StatusHistoryReads;
import io.snapledger.contract.grouptype.GroupTypeEvent.GroupTypeCreated;
import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.list.PositionPage;
import io.snapledger.query.EventLogWriter.Transaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Following the trail while transactions overtake each other. */
class StatusChangeFeedIT {

    private static final Duration LONG = RunningService.LONG;

    private static EventLogWriter log;
    private static RunningService service;
    private static StatusChangeReach atFirst;

    /** Up to where it is settled before the test. */
    private long begin;

    @BeforeAll
    static void startService() {
        log = EventLogWriter.onNewTable(TestServer.newDatabase());
        service = RunningService.on(log.url());
        atFirst = reach();
    }

    @AfterAll
    static void stopService() {
        service.close();
    }

    // What a test before this one has rolled back is not waited for any more.
    @BeforeEach
    void settle() {
        begin = log.append(something());
        await().atMost(LONG).until(() -> reach().settled() == begin);
    }

    private static GroupTypeCreated something() {
        return Facts.groupTypeCreated(new GroupTypeId(UUID.randomUUID()), "g");
    }

    private static StatusChangeReach reach() {
        return service.get(StatusChangeFeed.class).await(-1, Duration.ZERO);
    }

    private List<Long> after(long position, int limit) {
        return service
                .get(StatusHistoryReads.class)
                .list(StatusChangeQuery.everything(new PositionPage(true, position, limit)))
                .stream()
                .map(StatusChangeView::position)
                .toList();
    }

    @Test
    void nothingIsSettledBeforeTheFirstEvent() {
        assertThat(atFirst).isEqualTo(new StatusChangeReach(0, 0));
    }

    @Test
    void theTrailIsSettledUpToTheLastCommit() {
        long last = log.append(something(), something());
        assertThat(service.shows(last)).isTrue();

        assertThat(reach()).isEqualTo(new StatusChangeReach(last, last));
    }

    @Test
    void whoeverWaitsIsWokenByTheNextChange() throws Exception {
        long first = log.append(something());
        assertThat(service.shows(first)).isTrue();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<StatusChangeReach> woken =
                    threads.submit(() -> service.get(StatusChangeFeed.class).await(first, LONG));

            long second = log.append(something());

            assertThat(woken.get(30, TimeUnit.SECONDS).settled()).isEqualTo(second);
        }
    }

    @Test
    void whatMayStillComeIsWaitedFor() {
        try (Transaction slow = log.begin()) {
            long overtaken = slow.append(something());
            long last = log.append(something());
            await().atMost(LONG).until(() -> reach().last() == last);

            assertThat(reach().settled()).isLessThan(overtaken);

            slow.commit();
            await().atMost(LONG).until(() -> reach().settled() == last);
            assertThat(after(overtaken - 1, 10)).containsExactly(overtaken, last);
        }
    }

    @Test
    void whatWasRolledBackIsNotWaitedFor() {
        long last;
        try (Transaction abandoned = log.begin()) {
            abandoned.append(something());
            last = log.append(something());
            await().atMost(LONG).until(() -> reach().last() == last);
            assertThat(reach().settled()).isLessThan(last);
        }

        // The token carries that gap for minutes.
        await().atMost(LONG).until(() -> reach().settled() == last);
    }

    @Test
    void whoeverBeganLaterIsNotWaitedForInVain() {
        try (Transaction abandoned = log.begin()) {
            abandoned.append(something());
            long second = log.append(something());
            await().atMost(LONG).until(() -> reach().last() == second);
            assertThat(reach().settled()).isLessThan(second);
            try (Transaction later = log.begin()) {
                long open = later.append(something());
                abandoned.rollBack();

                await().atMost(LONG).until(() -> reach().settled() == open - 1);
                later.commit();
                await().atMost(LONG).until(() -> reach().settled() == open);
            }
        }
    }

    @Test
    void followingFromSettledToSettledSeesEveryChangeOnceAndInOrder() throws Exception {
        int writers = 4;
        int each = 25;
        CountDownLatch writing = new CountDownLatch(writers);
        List<Future<List<Long>>> written = new ArrayList<>();
        List<Long> seen = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < writers; i++) {
                Random random = new Random(i);
                written.add(
                        threads.submit(() -> {
                            try {
                                return write(random, each);
                            } finally {
                                writing.countDown();
                            }
                        }));
            }
            boolean ended = false;
            long position = begin;
            while (true) {
                StatusChangeReach reach =
                        service.get(StatusChangeFeed.class).await(position, Duration.ofSeconds(1));
                for (long row : after(position, 10_000)) {
                    if (row <= reach.settled()) {
                        seen.add(row);
                    }
                }
                position = reach.settled();
                if (ended
                        && position
                                >= log.number("select max(global_index) from event_log.event")) {
                    break;
                }
                ended = writing.getCount() == 0;
            }
        }
        List<Long> all = new ArrayList<>();
        for (Future<List<Long>> one : written) {
            all.addAll(one.get());
        }
        assertThat(seen)
                .isSorted()
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(all);
        assertThat(seen.getLast() - begin).as("there were gaps").isGreaterThan(seen.size());
    }

    private List<Long> write(Random random, int transactions) {
        List<Long> committed = new ArrayList<>();
        for (int i = 0; i < transactions; i++) {
            try (Transaction transaction = log.begin()) {
                List<Long> positions = new ArrayList<>();
                for (int event = random.nextInt(3); event >= 0; event--) {
                    positions.add(transaction.append(something()));
                }
                if (random.nextInt(4) > 0) {
                    transaction.commit();
                    committed.addAll(positions);
                }
            }
        }
        return committed;
    }
}
