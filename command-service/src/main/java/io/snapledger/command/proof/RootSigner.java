package io.snapledger.command.proof;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.snapledger.command.axon.Now;
import io.snapledger.command.figures.LedgerFigures;
import io.snapledger.command.figures.LogFigures;
import io.snapledger.command.lease.LeasedWork;
import io.snapledger.command.lease.SessionLease;
import io.snapledger.command.restore.RestoreCheck;
import io.snapledger.eventlog.proof.Leaf;
import io.snapledger.eventlog.proof.MerkleTree;
import io.snapledger.eventlog.proof.PublicKeys;
import io.snapledger.eventlog.proof.RootStatement;
import io.snapledger.eventlog.proof.SignedRoot;
import io.snapledger.eventlog.proof.SigningKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.sql.DataSource;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Signs a root over all events since the last one, now and then, and publishes it. One instance
 * does, another takes over when it dies.
 *
 * <p>A root is only made over positions at which nothing can appear any more. A transaction gets
 * its positions before it commits, so whoever was writing when the last position was seen is waited
 * for first; it needs no clock and no lock that would stop anybody.
 *
 * <p>Kafka may be away: roots are made all the same, and sent when it is back. A process that has
 * not been able to ask Kafka since it began makes none until it can, for it may have been begun on
 * a restored log, whose numbers are given away already.
 */
@Component
class RootSigner extends LeasedWork implements HealthIndicator {

    private static final Logger log = LoggerFactory.getLogger(RootSigner.class);

    private static final Duration LOOK_FOR_WRITERS = Duration.ofMillis(20);
    private static final int PUBLISHED_AT_ONCE = 100;
    // A hundred roots' worth; the exact number of very many would be counted at each look.
    private static final int ROOTS_COUNTED = 100;

    private final Optional<SigningKey> key;
    private final ProofProperties properties;
    private final JdbcClient jdbc;
    private final KafkaTemplate<String, byte[]> kafka;
    private final RestoreCheck restore;
    private volatile @Nullable String unpublished;

    RootSigner(
            ProofConfiguration.Signer signer,
            ProofProperties properties,
            DataSource database,
            JdbcClient jdbc,
            KafkaTemplate<String, byte[]> kafka,
            LedgerFigures figures,
            MeterRegistry meters,
            RestoreCheck restore) {
        super(
                "root-signer",
                SessionLease.Right.SIGN,
                database,
                new Pace(properties.takeOver(), properties.maxBackOff(), Duration.ofSeconds(1)),
                "Roots",
                "signed");
        this.key = signer.key();
        this.properties = properties;
        this.jdbc = jdbc;
        this.kafka = kafka;
        this.restore = restore;
        if (key.isPresent()) {
            figures.gauge(
                    "snapledger.proof.unsigned",
                    "events",
                    "Events in the log that no signed root is over yet",
                    LogFigures::unsigned,
                    meters);
            figures.gauge(
                    "snapledger.proof.delay",
                    "seconds",
                    "How old the oldest event is that no signed root is over yet",
                    LogFigures::unsignedSeconds,
                    meters);
            figures.gauge(
                    "snapledger.proof.roots",
                    "roots",
                    "Signed roots over the events",
                    LogFigures::roots,
                    meters);
            figures.gauge(
                    "snapledger.proof.root.age",
                    "seconds",
                    "How old the last signed root is",
                    LogFigures::rootSeconds,
                    meters);
            Gauge.builder("snapledger.proof.failed", this, s -> s.failure() == null ? 0 : 1)
                    .description("1 while roots cannot be signed")
                    .register(meters);
        }
    }

    @Override
    public void start() {
        if (key.isPresent()) {
            super.start();
        }
    }

    @Override
    protected void workWith(SessionLease lease) throws InterruptedException {
        restore.requireAllThatIsKnownToBePublished();
        signWith(new RootTable(lease), key.orElseThrow());
    }

    private void signWith(RootTable table, SigningKey signingKey) throws InterruptedException {
        RootTable.Last last = table.last();
        long published = table.lastPublished();
        if (published > last.number()) {
            // Another one with a number that is known outside would vouch for what is there now.
            throw new RootsAreGone(last.number(), published);
        }
        long waitingSince = System.nanoTime();
        while (isStillTheOne()) {
            long head = table.head();
            if (head <= last.through()) {
                waitingSince = System.nanoTime();
            } else {
                boolean isTime =
                        System.nanoTime() - waitingSince >= properties.interval().toNanos();
                if (isTime
                        || table.count(last.through(), head, properties.events())
                                == properties.events()) {
                    awaitWriters(table);
                    // Numbers may have been accepted as lost since.
                    last = signThrough(head, table.last(), isTime, table, signingKey);
                    waitingSince = System.nanoTime();
                }
            }
            recovered();
            publish(table);
            Thread.sleep(properties.poll());
        }
    }

    /** Until all who write now have ended: later ones get higher positions than there are. */
    private void awaitWriters(RootTable table) throws InterruptedException {
        Set<String> writing = table.writers();
        long begin = System.nanoTime();
        long publishedAt = begin;
        while (!writing.isEmpty() && isStillTheOne()) {
            long now = System.nanoTime();
            if (now - begin >= properties.longestWait().toNanos()) {
                failed("waits for transaction " + String.join(", ", new TreeSet<>(writing)));
            }
            if (now - publishedAt >= properties.poll().toNanos()) {
                publish(table);
                publishedAt = now;
            }
            Thread.sleep(LOOK_FOR_WRITERS);
            writing.retainAll(table.writers());
        }
    }

    private RootTable.Last signThrough(
            long head,
            RootTable.Last before,
            boolean withTheRest,
            RootTable table,
            SigningKey signingKey) {
        RootTable.Last last = before;
        while (isStillTheOne()) {
            List<Leaf> leaves = table.leaves(last.through(), head, properties.events());
            if (leaves.isEmpty() || (leaves.size() < properties.events() && !withTheRest)) {
                return last;
            }
            RootStatement statement =
                    new RootStatement(
                            last.number() + 1,
                            last.hash(),
                            last.through(),
                            leaves.getLast().position(),
                            leaves.size(),
                            MerkleTree.over(leaves).root(),
                            Now.instant(),
                            PublicKeys.id(signingKey.publicKey()));
            table.add(statement, SignedRoot.sign(statement, signingKey, leaves));
            log.debug(
                    "Signed root {} over {} events, through position {}",
                    statement.number(),
                    statement.events(),
                    statement.through());
            last = new RootTable.Last(statement.number(), statement.hash(), statement.through());
        }
        return last;
    }

    /** What cannot be sent now is sent later. */
    private void publish(RootTable table) {
        List<SignedRoot> roots;
        do {
            roots = table.unpublished(PUBLISHED_AT_ONCE);
            if (!roots.isEmpty() && !send(roots, table)) {
                return;
            }
        } while (roots.size() == PUBLISHED_AT_ONCE && isStillTheOne());
        if (unpublished != null) {
            log.info("Roots are being published again");
            unpublished = null;
        }
    }

    private boolean send(List<SignedRoot> roots, RootTable table) {
        List<PublishedRoot> messages = roots.stream().map(PublishedRoot::of).toList();
        try {
            List<CompletableFuture<?>> sends =
                    messages.stream()
                            .<CompletableFuture<?>>map(
                                    root -> kafka.send(root.message(properties.topic())))
                            .toList();
            CompletableFuture.allOf(sends.toArray(CompletableFuture<?>[]::new)).join();
        } catch (KafkaException
                | org.springframework.kafka.KafkaException
                | CompletionException e) {
            if (isStillTheOne()) {
                if (unpublished == null) {
                    log.warn("Roots are not being published, trying again: {}", reason(e));
                }
                unpublished = reason(e);
            }
            return false;
        }
        table.publishedThrough(messages.getLast().number());
        return true;
    }

    // Of the stored roots, so that every instance says the same.
    private long unsigned() {
        return jdbc.sql(
                        """
                        select count(*) from (
                          select from event_log.event
                          where global_index
                            > (select coalesce(max(through_position), 0) from event_log.root)
                          limit :most) unsigned
                        """)
                .param("most", properties.events() * ROOTS_COUNTED)
                .query(Long.class)
                .single();
    }

    @Override
    public Health health() {
        if (key.isEmpty()) {
            return Health.up()
                    .withDetail("signing", "off: snapledger.proof.key-file is not set")
                    .build();
        }
        String reason = failure();
        String notSent = unpublished;
        Health.Builder health = reason == null && isAlive() ? Health.up() : Health.down();
        health.withDetail("key", PublicKeys.id(key.get().publicKey()).hex());
        if (reason != null) {
            health.withDetail("reason", reason);
        }
        if (notSent != null) {
            health.down().withDetail("unpublished", notSent);
        }
        try {
            health.withDetail("unsigned", unsigned());
        } catch (DataAccessException | TransactionException e) {
            health.down().withDetail("unsigned", "unknown: " + e.getMessage());
        }
        return health.build();
    }

    /** Roots that were published are not there any more. */
    private static final class RootsAreGone extends CannotGoOn {

        private static final long serialVersionUID = 1L;

        private RootsAreGone(long last, long published) {
            super(
                    "root %d was published, and the last one that is there is root %d"
                            .formatted(published, last));
        }
    }
}
