package io.snapledger.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.systemtests.chaos.Balancer;
import io.snapledger.systemtests.chaos.HistoryCheck;
import io.snapledger.systemtests.chaos.Tally;
import io.snapledger.systemtests.chaos.Tenant;
import io.snapledger.systemtests.client.BlockStorage;
import io.snapledger.systemtests.client.BlockStorage.Kind;
import io.snapledger.systemtests.client.BlockStorage.Types;
import io.snapledger.systemtests.client.Caller;
import io.snapledger.systemtests.sut.Broker;
import io.snapledger.systemtests.sut.Eventually;
import io.snapledger.systemtests.sut.SeparateProcesses;
import io.snapledger.systemtests.sut.SeparateProcesses.Size;
import io.snapledger.systemtests.sut.ServiceProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Clients write and read through both gateways while one process after the other is restarted,
 * killed and halted, PostgreSQL crashes and Kafka is away; then their history is checked.
 *
 * <p>{@code -Dsnapledger.layout=separate} has it run; {@code -Dsnapledger.operations=50000} sets
 * how many requests there are at least, {@code -Dsnapledger.clients=24} how many clients send them,
 * {@code -Dsnapledger.seed=…} repeats their choices, {@code -Dsnapledger.chaos=kill,halt} leaves
 * the other disturbances out.
 */
@EnabledIfSystemProperty(named = "snapledger.layout", matches = "separate")
class ChaosIT {

    private static final int OPERATIONS = Integer.getInteger("snapledger.operations", 2_000);
    private static final int CLIENTS = Integer.getInteger("snapledger.clients", 6);
    private static final Set<String> DISTURBANCES =
            Set.of(
                    System.getProperty(
                                    "snapledger.chaos", "restart,kill,halt,postgres,brokers,kafka")
                            .split(","));
    private static final long SEED = Long.getLong("snapledger.seed", new Random().nextLong());

    // Longer than any right outlasts the silence of who has it.
    private static final Duration HALT = Duration.ofSeconds(35);
    private static final Duration WITHOUT_KAFKA = Duration.ofSeconds(30);
    private static final Duration BETWEEN = Duration.ofSeconds(2);
    private static final Duration AT_PEACE = Duration.ofSeconds(5);

    private final Tally tally = new Tally();
    private final AtomicBoolean enough = new AtomicBoolean();

    @Test
    void nothingThatWasAcknowledgedIsLostOrDoubledOrStuck() throws Exception {
        System.out.printf("ChaosIT: -Dsnapledger.seed=%d%n", SEED);
        Random random = new Random(SEED);
        try (SeparateProcesses system =
                SeparateProcesses.named(
                        "chaos",
                        Size.FULL,
                        "--snapledger.deadline.timeout=2m",
                        "--snapledger.quota.check.interval=5s",
                        "--snapledger.policy.enforce-new-defaults=false",
                        "--snapledger.drain=4s")) {
            system.start();
            try (Balancer balancer = new Balancer(system)) {
                List<Tenant> tenants = tenants(balancer, random);
                disturbWhileTheyWrite(system, balancer, tenants);
                System.out.printf("ChaosIT: %s%n", tally);
                assertThat(tally.wrong()).isEmpty();
                System.out.printf("ChaosIT: %s%n", HistoryCheck.run(system, tenants));
            }
        }
    }

    private List<Tenant> tenants(Balancer balancer, Random random) {
        try (BlockStorage administrator =
                new BlockStorage(balancer.next(), Caller.administrator())) {
            Types types = administrator.createTypes("plain");
            List<Tenant> tenants = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                tenants.add(Tenant.settled(types, balancer, tally, enough::get, random.nextLong()));
            }
            return tenants;
        }
    }

    private void disturbWhileTheyWrite(
            SeparateProcesses system, Balancer balancer, List<Tenant> tenants) {
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<CompletableFuture<Void>> working =
                    tenants.stream()
                            .map(tenant -> CompletableFuture.runAsync(tenant, clients))
                            .toList();
            try {
                disturb("restart", () -> restartOneByOne(system));
                disturb("kill", () -> killOneByOne(system));
                disturb("halt", () -> haltOneByOne(system, balancer, tenants.getFirst()));
                disturb("postgres", () -> crashPostgres(system));
                disturb("brokers", () -> restartBrokers(system));
                disturb("kafka", () -> takeKafkaAway(system));
                awaitOperations(working);
            } finally {
                enough.set(true);
            }
            working.forEach(CompletableFuture::join);
            tenants.forEach(Tenant::close);
        }
    }

    private static void disturb(String name, Runnable disturbance) {
        if (DISTURBANCES.contains(name)) {
            disturbance.run();
        }
    }

    private void restartOneByOne(SeparateProcesses system) {
        phase("each service is asked to end and started again");
        awaitPeace();
        int before = tally.unanswered();
        for (ServiceProcess service : system.services()) {
            service.stop();
            awaitWrites();
            service.launch();
            service.awaitReady();
            awaitWrites();
        }
        awaitPeace();
        assertThat(tally.unanswered() - before)
                .as("requests that were lost: %s", tally.unansweredSince(before))
                .isZero();
    }

    private void killOneByOne(SeparateProcesses system) {
        for (ServiceProcess service : system.services()) {
            phase(service.name() + " is killed");
            service.killNine();
            Eventually.pause(BETWEEN);
            awaitWrites();
            service.launch();
            service.awaitReady();
            awaitWrites();
        }
    }

    private void haltOneByOne(SeparateProcesses system, Balancer balancer, Tenant tenant) {
        List<ServiceProcess> both = new ArrayList<>(system.commandServices());
        both.addAll(system.queryServices());
        for (ServiceProcess service : both) {
            phase(service.name() + " is halted");
            long start = System.nanoTime();
            service.halt();
            try {
                awaitWrites();
                // Whoever was halted, events are published and views follow meanwhile.
                work(balancer, tenant);
                Duration left = HALT.minusNanos(System.nanoTime() - start);
                Eventually.pause(left.isNegative() ? Duration.ZERO : left);
            } finally {
                service.goOn();
            }
            awaitWrites();
        }
    }

    private static void work(Balancer balancer, Tenant tenant) {
        try (BlockStorage storage = new BlockStorage(balancer.next(), tenant.caller())) {
            String volume =
                    Eventually.get(
                            BlockStorage.WORK_LIMIT,
                            () -> "a volume is accepted",
                            () ->
                                    Optional.of(tenant.tryCreateVolume(storage))
                                            .filter(answer -> answer.status() == 202)
                                            .map(answer ->
                                                    answer.json()
                                                            .path("volume")
                                                            .path("id")
                                                            .asString()));
            storage.awaitStatus(Kind.VOLUME, volume, "available");
        }
    }

    private void crashPostgres(SeparateProcesses system) {
        phase("PostgreSQL crashes");
        system.postgres().crash();
        Eventually.pause(BETWEEN);
        system.postgres().start();
        awaitWrites();
    }

    private void restartBrokers(SeparateProcesses system) {
        for (Broker broker : system.brokers()) {
            phase(broker.name() + " is killed");
            broker.killNine();
            awaitWrites();
            broker.launch();
            broker.awaitReady();
            awaitWrites();
        }
    }

    private void takeKafkaAway(SeparateProcesses system) {
        phase("Kafka is away");
        system.brokers().forEach(Broker::killNine);
        awaitWrites();
        Eventually.pause(WITHOUT_KAFKA);
        awaitWrites();
        system.brokers().forEach(Broker::launch);
        system.brokers().forEach(Broker::awaitReady);
        awaitWrites();
    }

    private void phase(String what) {
        System.out.printf("ChaosIT: %s, after %s%n", what, tally);
        assertThat(tally.wrong()).isEmpty();
    }

    private void awaitWrites() {
        int now = tally.writes();
        Eventually.get(
                Duration.ofMinutes(2),
                () -> "writes are acknowledged; " + tally,
                () -> tally.writes() >= now + 10 ? Optional.of(true) : Optional.empty());
    }

    private void awaitPeace() {
        int[] last = {tally.unanswered()};
        long[] since = {System.nanoTime()};
        Eventually.get(
                Duration.ofMinutes(2),
                () -> "every request is answered; " + tally,
                () -> {
                    if (tally.unanswered() != last[0]) {
                        last[0] = tally.unanswered();
                        since[0] = System.nanoTime();
                    }
                    return System.nanoTime() - since[0] >= AT_PEACE.toNanos()
                            ? Optional.of(true)
                            : Optional.empty();
                });
    }

    private void awaitOperations(List<CompletableFuture<Void>> working) {
        phase("nothing more is disturbed");
        Eventually.get(
                Duration.ofHours(1),
                () -> OPERATIONS + " operations, not " + tally,
                () ->
                        tally.operations() >= OPERATIONS
                                        || working.stream().anyMatch(CompletableFuture::isDone)
                                ? Optional.of(true)
                                : Optional.empty());
    }
}
