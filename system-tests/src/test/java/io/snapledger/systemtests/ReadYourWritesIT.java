package io.snapledger.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.systemtests.client.BlockStorage;
import io.snapledger.systemtests.client.BlockStorage.Kind;
import io.snapledger.systemtests.client.BlockStorage.Types;
import io.snapledger.systemtests.client.Caller;
import io.snapledger.systemtests.http.HttpAnswer;
import io.snapledger.systemtests.sut.SharedSystem;
import io.snapledger.systemtests.sut.SystemUnderTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Whoever reads right after a write was acknowledged sees it, whichever connection he reads by.
 *
 * <p>{@code -Dsnapledger.writes=10000} sets how many acknowledged writes are followed by a read.
 */
@ExtendWith(SharedSystem.class)
class ReadYourWritesIT {

    private static final int WRITES = Integer.getInteger("snapledger.writes", 2_000);
    private static final int CLIENTS = 8;

    @Test
    void aReadRightAfterAnAcknowledgedWriteSeesIt(SystemUnderTest system) {
        Types types;
        try (BlockStorage administrator =
                new BlockStorage(system.baseUrl(), Caller.administrator())) {
            types = administrator.createTypes("read-your-writes-" + UUID.randomUUID());
        }
        Findings findings = new Findings();
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                all.add(
                        CompletableFuture.runAsync(
                                () -> {
                                    try (Client client = new Client(system, types, findings)) {
                                        client.run();
                                    }
                                },
                                clients));
            }
            all.forEach(CompletableFuture::join);
        }

        assertThat(findings.stale)
                .as(
                        "stale reads after %d acknowledged writes, of which %d admitted that views"
                                + " lag",
                        findings.writes.get(), findings.admitted.get())
                .isEmpty();
        assertThat(findings.writes.get()).isGreaterThanOrEqualTo(WRITES);
    }

    /** What all clients found together. */
    private static final class Findings {

        final AtomicInteger writes = new AtomicInteger();
        final AtomicInteger admitted = new AtomicInteger();
        final ConcurrentLinkedQueue<String> stale = new ConcurrentLinkedQueue<>();

        boolean enough() {
            return writes.get() >= WRITES || !stale.isEmpty();
        }
    }

    /** A project of its own, written to over one connection and read over another. */
    private static final class Client implements AutoCloseable {

        private final Findings findings;
        private final BlockStorage writer;
        private final BlockStorage administrator;
        private final BlockStorage reader;
        private final String group;

        Client(SystemUnderTest system, Types types, Findings findings) {
            this.findings = findings;
            Caller member = Caller.memberOfNewProject("writer");
            writer = new BlockStorage(system.baseUrl(), member);
            administrator =
                    new BlockStorage(
                            system.baseUrl(),
                            Caller.of("administrator", member.projectId(), "admin"));
            reader =
                    new BlockStorage(
                            system.baseUrl(), Caller.of("reader", member.projectId(), "reader"));
            group = writer.createGroupWithVolume(types, "g").group();
        }

        /** Creates, resets twice and deletes until all clients together have written enough. */
        void run() {
            while (!findings.enough()) {
                HttpAnswer creation = writer.tryCreateGroupSnapshot("s", group);
                String id = creation.json().path("group_snapshot").path("id").asString();
                check("create", creation, id, Set.of("creating", "available"));
                writer.awaitStatus(Kind.GROUP_SNAPSHOT, id, "available");
                check(
                        "reset to error",
                        administrator.resetStatus(id, "error", "a test"),
                        id,
                        Set.of("error"));
                check(
                        "reset to available",
                        administrator.resetStatus(id, "available", "a test"),
                        id,
                        Set.of("available"));
                check(
                        "delete",
                        writer.delete(Kind.GROUP_SNAPSHOT.path(id)),
                        id,
                        Set.of("deleting", GONE));
                writer.awaitGone(Kind.GROUP_SNAPSHOT, id);
            }
        }

        private static final String GONE = "gone";

        private void check(String write, HttpAnswer answer, String id, Set<String> right) {
            String seen =
                    reader.find(Kind.GROUP_SNAPSHOT, id)
                            .map(shown -> shown.path("status").asString())
                            .orElse(GONE);
            assertThat(answer.status()).as("%s: %s", write, answer).isEqualTo(202);
            findings.writes.incrementAndGet();
            boolean admitted = answer.header("x-snapledger-stale-reads").isPresent();
            if (admitted) {
                findings.admitted.incrementAndGet();
            }
            if (!right.contains(seen)) {
                findings.stale.add(
                        "%s %s: read %s%s"
                                .formatted(
                                        write,
                                        id,
                                        seen,
                                        admitted ? ", and the answer said that views lag" : ""));
            }
        }

        @Override
        public void close() {
            writer.close();
            administrator.close();
            reader.close();
        }
    }
}
