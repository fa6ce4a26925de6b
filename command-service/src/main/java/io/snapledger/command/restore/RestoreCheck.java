package io.snapledger.command.restore;

import io.snapledger.command.restore.LossTable.Status;
import io.snapledger.command.restore.PublishedEnds.Ends;
import io.snapledger.command.restore.PublishedEnds.NoAnswer;
import io.snapledger.command.restore.PublishedEnds.Seen;
import io.snapledger.eventlog.proof.RootStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Sees to it that a log that was restored to an earlier moment than others have seen of it is not
 * gone on with by chance: positions and numbers of roots would be given a second time, to something
 * else. Before anything else is begun the log is compared with Kafka, and what is missing ends the
 * start. Who publishes or signs compares it again first.
 */
@Component
public final class RestoreCheck implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(RestoreCheck.class);

    // Who publishes or signs has time: without Kafka nothing is published anyway.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    // A Kafka that is there and slow is waited for: what it has is not left open then.
    private static final Duration TO_TELL = Duration.ofMinutes(1);

    private final PublishedEnds published;
    private final LossTable table;
    private final RestoreProperties properties;
    private volatile boolean compared;
    private volatile boolean running;

    RestoreCheck(PublishedEnds published, LossTable table, RestoreProperties properties) {
        this.published = published;
        this.table = table;
        this.properties = properties;
    }

    /** Before all that takes commands or outcomes, or publishes. */
    @Override
    public int getPhase() {
        return 0;
    }

    /**
     * Compares the log with what is published, unless Kafka is away.
     *
     * @throws RestoreRefused if something is missing, or if Kafka is there and does not say so
     */
    @Override
    public void start() {
        try {
            compare(properties.compareWithin());
        } catch (NoAnswer e) {
            // Writes do not wait for Kafka.
            log.warn(
                    "Whether the event log is as far as Kafka has seen it is looked at later: {}",
                    e.getMessage());
        } catch (AuthenticationException | AuthorizationException e) {
            throw new LogNotCompared(
                    "Kafka does not let this service see what it has published (%s). It needs DESCRIBE and READ of its topics: %s"
                            .formatted(e.getMessage(), String.join(", ", published.topics())),
                    e);
        } catch (KafkaException e) {
            throw new LogNotCompared(
                    "Kafka is there and does not say what has been published: "
                            + e.getMessage()
                            + ". Until it does nobody knows whether the event log lacks something",
                    e);
        }
        running = true;
    }

    /**
     * Compares the log with what is published.
     *
     * @throws LogIsBehind if something of that is not there
     * @throws KafkaException if Kafka does not say what is published
     */
    public void requireAllThatIsPublished() {
        compare(PATIENCE);
    }

    /**
     * The same for whoever can do without Kafka: if it does not say what is published, that is
     * enough which it has said to this process before.
     *
     * @throws LogIsBehind if something of that is not there
     * @throws KafkaException if Kafka has never said since this process began what is published
     */
    public void requireAllThatIsKnownToBePublished() {
        try {
            compare(PATIENCE);
        } catch (KafkaException e) {
            if (!compared) {
                throw e;
            }
        }
    }

    private void compare(Duration toAnswer) {
        Ends ends = published.read(toAnswer, TO_TELL);
        Status status = table.status();
        OptionalLong lost = table.notThere(ofThisLog(ends.events(), status));
        String root = objection(ends.root(), status);
        if (lost.isPresent() || root != null) {
            throw new LogIsBehind(
                    """
                    Kafka has %s that the event log has not: its last event is at position %d, its last root is number %d. \
                    The database seems to have been restored to an earlier moment. Restore it to the latest one there is; \
                    where that is done, see docs/operations.md, "Restore", and then accept the loss: \
                    select event_log.accept_loss(%d, %d, 'why')\
                    """
                            .formatted(
                                    lost.isEmpty()
                                            ? root
                                            : "events up to position "
                                                    + lost.getAsLong()
                                                    + (root == null ? "" : " and " + root),
                                    status.position(),
                                    status.root(),
                                    lost.orElse(status.position()),
                                    Math.max(
                                            status.root(),
                                            ends.root() == null ? 0 : ends.root().number())));
        }
        compared = true;
    }

    // A loss up to there would not be accepted either.
    private static List<Seen> ofThisLog(List<Seen> events, Status status) {
        List<Seen> ours = new ArrayList<>();
        for (Seen event : events) {
            if (event.position() <= status.farthestPosition()) {
                ours.add(event);
            } else {
                log.warn(
                        "The message at offset {} of {} is not one of this log, as its position {} is too high",
                        event.offset(),
                        event.partition(),
                        event.position());
            }
        }
        return ours;
    }

    private @Nullable String objection(@Nullable RootStatement last, Status status) {
        if (last == null || last.number() <= status.acceptedRoot()) {
            return null;
        }
        if (last.number() > status.root()) {
            return "the signed root " + last.number();
        }
        return table.root(last.number()).filter(last.text()::equals).isPresent()
                ? null
                : "another root " + last.number();
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
