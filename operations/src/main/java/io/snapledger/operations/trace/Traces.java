package io.snapledger.operations.trace;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The spans of a journey over processes. Where traces are not sent, every method returns at once,
 * and nothing is added to any message.
 */
public final class Traces {

    /**
     * What tells of a span in the metadata of commands and events, and in headers: the W3C's name,
     * and that of CloudEvents' extension for distributed tracing.
     */
    public static final String TRACE_PARENT = "traceparent";

    /** No traces. */
    public static final Traces OFF = new Traces(null);

    /** What a span stands for. */
    public enum Kind {
        /** Something done here. */
        WORK(null),
        /** A message that is sent. */
        SENDING(Span.Kind.PRODUCER),
        /** The work a message asks for. */
        RECEIVING(Span.Kind.CONSUMER);

        private final Span.@Nullable Kind known;

        Kind(Span.@Nullable Kind known) {
            this.known = known;
        }
    }

    private final @Nullable Tracer tracer;

    private Traces(@Nullable Tracer tracer) {
        this.tracer = tracer;
    }

    static Traces by(Tracer tracer) {
        return new Traces(tracer);
    }

    /** Whether they are sent. */
    public boolean areOn() {
        return tracer != null;
    }

    /** The span at hand, for a message; empty if there is none. */
    public Optional<String> traceParent() {
        Span current = tracer == null ? null : tracer.currentSpan();
        return current == null ? Optional.empty() : Optional.of(text(current.context()));
    }

    /**
     * Begins a span, which is the one at hand until it is closed in the same thread.
     *
     * @param parent as another process told of it; null: the one at hand, or none
     */
    public Step begin(String name, Kind kind, @Nullable String parent) {
        if (tracer == null) {
            return Step.NONE;
        }
        Span span = builder(tracer, name, kind, parent).start();
        return new Step(span, tracer.withSpan(span));
    }

    /**
     * Tells of a span that has just ended.
     *
     * @param begin when it began, by the clock, in milliseconds
     */
    public void ended(String name, @Nullable String parent, long begin) {
        if (tracer != null && TraceParent.of(parent).isPresent()) {
            builder(tracer, name, Kind.WORK, parent)
                    .startTimestamp(begin, TimeUnit.MILLISECONDS)
                    .start()
                    .end();
        }
    }

    private static Span.Builder builder(
            Tracer tracer, String name, Kind kind, @Nullable String parent) {
        Span.Builder builder = tracer.spanBuilder().name(name);
        if (kind.known != null) {
            builder.kind(kind.known);
        }
        TraceParent.of(parent)
                .ifPresent(told ->
                        builder.setParent(
                                tracer.traceContextBuilder()
                                        .traceId(told.traceId())
                                        .spanId(told.spanId())
                                        .sampled(told.sampled())
                                        .build()));
        return builder;
    }

    private static String text(TraceContext context) {
        return new TraceParent(
                        context.traceId(), context.spanId(), Boolean.TRUE.equals(context.sampled()))
                .text();
    }

    /** A span that is at hand. */
    public static final class Step implements AutoCloseable {

        private static final Step NONE = new Step(null, null);

        private final @Nullable Span span;
        private final Tracer.@Nullable SpanInScope scope;

        private Step(@Nullable Span span, Tracer.@Nullable SpanInScope scope) {
            this.span = span;
            this.scope = scope;
        }

        /** How it is told of in a message; null where there are no traces. */
        public @Nullable String traceParent() {
            return span == null ? null : text(span.context());
        }

        /** Says something more of it. */
        public Step tag(String name, String value) {
            if (span != null) {
                span.tag(name, value);
            }
            return this;
        }

        /** Says that it failed. */
        public void failed(Throwable why) {
            if (span != null) {
                span.error(why);
            }
        }

        @Override
        public void close() {
            if (scope != null) {
                scope.close();
            }
            if (span != null) {
                span.end();
            }
        }
    }
}
