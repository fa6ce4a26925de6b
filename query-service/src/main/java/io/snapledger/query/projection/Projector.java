package io.snapledger.query.projection;

import io.snapledger.operations.trace.Traces;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.ErrorContext;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventProcessingException;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.async.SequentialPolicy;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Axon's tracking event processor, with three promises more: what it has committed is reported to
 * {@link Progress}; it never passes over a batch that was not committed; and it never gives up, nor
 * waits longer between two attempts than it was told.
 */
final class Projector extends TrackingEventProcessor {

    private static final Logger log = LoggerFactory.getLogger(Projector.class);

    private final Progress progress;
    private final long longestRetryDelay;
    private final Traces traces;
    private volatile @Nullable Throwable crash;

    private Projector(
            Builder builder, Progress progress, Duration longestRetryDelay, Traces traces) {
        super(builder);
        this.progress = progress;
        this.traces = traces;
        this.longestRetryDelay = longestRetryDelay.toMillis();
    }

    static Projector of(
            String name,
            WholeBatch handler,
            StreamableMessageSource<TrackedEventMessage<?>> source,
            TokenStore tokens,
            TransactionManager transactions,
            Progress progress,
            ProjectionProperties settings,
            Traces traces) {
        Builder builder =
                TrackingEventProcessor.builder()
                        .name(name)
                        .eventHandlerInvoker(
                                SimpleEventHandlerInvoker.builder()
                                        .eventHandlers(handler)
                                        .sequencingPolicy(new SequentialPolicy())
                                        // Axon's own choice is to log and to go on with the next
                                        // event.
                                        .listenerInvocationErrorHandler(
                                                PropagatingErrorHandler.instance())
                                        .build())
                        .errorHandler(Projector::fail)
                        .messageSource(new ReportingSource(name, source, progress))
                        .tokenStore(tokens)
                        .transactionManager(transactions)
                        .trackingEventProcessorConfiguration(
                                TrackingEventProcessorConfiguration.forSingleThreadedProcessing()
                                        .andBatchSize(settings.batchSize())
                                        // From before the first event. Axon's own "tail" is
                                        // computed from the
                                        // lowest event visible now, and one below it may be still
                                        // uncommitted.
                                        .andInitialTrackingToken(_ -> null)
                                        .andEventAvailabilityTimeout(
                                                settings.claimTimeout().toMillis() / 3,
                                                TimeUnit.MILLISECONDS)
                                        .andTokenClaimInterval(
                                                settings.claimTimeout().toMillis() / 3,
                                                TimeUnit.MILLISECONDS));
        return new Projector(builder, progress, settings.longestRetryDelay(), traces);
    }

    /** Why it does not get on at the moment; null if it does. */
    @Nullable Throwable failure() {
        if (crash != null) {
            return crash;
        }
        return processingStatus().values().stream()
                .filter(EventTrackerStatus::isErrorState)
                .map(EventTrackerStatus::getError)
                .findFirst()
                .orElse(null);
    }

    /** Whether it holds its place in the log, so that new events come to it. */
    boolean isFollowing() {
        return isRunning() && !processingStatus().isEmpty();
    }

    OptionalLong position() {
        return progress.positionOf(getName());
    }

    // An Error would end Axon's worker for good; as an exception it is retried like any other
    // failure.
    private static void fail(ErrorContext context) throws Exception {
        if (context.error() instanceof Exception exception) {
            throw exception;
        }
        throw new EventProcessingException("the batch could not be handled", context.error());
    }

    @Override
    protected void processInUnitOfWork(
            List<? extends EventMessage<?>> batch,
            UnitOfWork<? extends EventMessage<?>> unitOfWork,
            Collection<Segment> segments)
            throws Exception {
        long begin = System.currentTimeMillis();
        AtomicBoolean committed = new AtomicBoolean();
        unitOfWork.afterCommit(_ -> committed.set(true));
        super.processInUnitOfWork(batch, unitOfWork, segments);
        // Axon only logs a failure after which its unit of work does not count as rolled back.
        if (!committed.get()) {
            throw new EventProcessingException("the batch was not committed", null);
        }
        progress.committed(getName(), ((TrackedEventMessage<?>) batch.getLast()).trackingToken());
        if (traces.areOn()) {
            tell(batch, begin);
        }
    }

    // A batch has events of many traces: each has a span for its own, as long as the batch took.
    private void tell(List<? extends EventMessage<?>> batch, long begin) {
        for (EventMessage<?> event : batch) {
            String cause = (String) event.getMetaData().get(Traces.TRACE_PARENT);
            if (cause != null) {
                traces.ended(
                        "project %s in %s"
                                .formatted(event.getPayloadType().getSimpleName(), getName()),
                        cause,
                        begin);
            }
        }
    }

    @Override
    protected void processingLoop(Segment segment) {
        crash = null;
        try {
            super.processingLoop(segment);
        } catch (RuntimeException | Error e) {
            // Axon would stop for good. Returning lets it claim its place again and go on.
            crash = e;
            log.error("Projection {} broke off and starts again", getName(), e);
            doSleepFor(longestRetryDelay);
        }
    }

    // Axon doubles its pause up to a minute.
    @Override
    protected void doSleepFor(long millis, AtomicBoolean interrupted) {
        super.doSleepFor(Math.min(millis, longestRetryDelay), interrupted);
    }

    /**
     * Reports the position that the database has whenever the log is opened: at the start, and
     * after a failure, where a commit may have succeeded without our having heard of it.
     */
    private record ReportingSource(
            String processor,
            StreamableMessageSource<TrackedEventMessage<?>> source,
            Progress progress)
            implements StreamableMessageSource<TrackedEventMessage<?>> {

        @Override
        public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken after) {
            progress.committed(processor, after);
            return source.openStream(after);
        }

        @Override
        public TrackingToken createTailToken() {
            return source.createTailToken();
        }

        @Override
        public TrackingToken createHeadToken() {
            return source.createHeadToken();
        }

        @Override
        public TrackingToken createTokenAt(Instant dateTime) {
            return source.createTokenAt(dateTime);
        }
    }
}
