package io.snapledger.gateway.rebuild;

import io.snapledger.contract.rebuild.RebuildView;
import io.snapledger.gateway.trail.Rfc3339;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A view's last rebuild. */
record RebuildBody(Rebuild rebuild) {

    static RebuildBody of(RebuildView rebuild) {
        return new RebuildBody(Rebuild.of(rebuild));
    }

    /**
     * How far it is.
     *
     * @param state {@code running}, {@code finished}, {@code failed} or {@code aborted}
     * @param phase of one that runs: {@code waiting}, {@code copying}, {@code indexing}, {@code
     *     catching-up} or {@code swapping}
     */
    record Rebuild(
            String id,
            String view,
            String state,
            @Nullable String phase,
            String requestedAt,
            @Nullable String requestedBy,
            @Nullable String requestId,
            @Nullable String startedAt,
            @Nullable String endedAt,
            long eventsDone,
            @Nullable Long eventsTotal,
            @Nullable Long eventsPerSecond,
            @Nullable Long secondsLeft,
            @Nullable String failure) {

        static Rebuild of(RebuildView rebuild) {
            return new Rebuild(
                    rebuild.id().toString(),
                    rebuild.view(),
                    rebuild.state().word(),
                    rebuild.phase() == null ? null : rebuild.phase().word(),
                    Rfc3339.text(rebuild.requestedAt()),
                    rebuild.requestedBy(),
                    rebuild.requestId(),
                    time(rebuild.startedAt()),
                    time(rebuild.endedAt()),
                    rebuild.eventsDone(),
                    rebuild.eventsTotal(),
                    rebuild.eventsPerSecond() == null
                            ? null
                            : Math.round(rebuild.eventsPerSecond()),
                    rebuild.secondsLeft(),
                    rebuild.failure());
        }

        private static @Nullable String time(@Nullable Instant at) {
            return at == null ? null : Rfc3339.text(at);
        }
    }
}
