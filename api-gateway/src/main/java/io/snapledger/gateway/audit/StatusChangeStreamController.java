package io.snapledger.gateway.audit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.snapledger.contract.audit.StatusChangeFeed;
import io.snapledger.contract.audit.StatusChangeReach;
import io.snapledger.contract.list.PositionPage;
import io.snapledger.gateway.answer.ExactHeaders;
import io.snapledger.gateway.answer.SlowReader;
import io.snapledger.gateway.audit.HistoryBody.Change;
import io.snapledger.gateway.audit.LiveChanges.Follower;
import io.snapledger.gateway.audit.Places.Place;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.caller.TokenAuthentication;
import io.snapledger.gateway.caller.Unauthorized;
import io.snapledger.gateway.edge.ListPlace;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.list.QueryParameters;
import io.snapledger.gateway.policy.Policy;
import io.snapledger.gateway.policy.Target;
import io.snapledger.gateway.trail.Discretion;
import io.snapledger.gateway.trail.TrailRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /audit/v1/status-changes/stream}: status changes as they happen, as server-sent
 * events. An answer without an end is given only to who names its type: what takes just anything
 * would wait for ever.
 */
@RestController
final class StatusChangeStreamController implements SmartLifecycle {

    static final String EVENTS = "text/event-stream";

    private static final PositionPage ALL = new PositionPage(true, null, 1);

    private final StatusChangeFeed feed;
    private final LiveChanges live;
    private final Policy policy;
    private final TokenAuthentication tokens;
    private final Discretion discretion;
    private final AuditProperties.Streams settings;
    private final Places places;
    private final AtomicBoolean open = new AtomicBoolean();

    StatusChangeStreamController(
            StatusChangeFeed feed,
            LiveChanges live,
            Policy policy,
            TokenAuthentication tokens,
            Discretion discretion,
            AuditProperties properties,
            MeterRegistry meters) {
        this.feed = feed;
        this.live = live;
        this.policy = policy;
        this.tokens = tokens;
        this.discretion = discretion;
        settings = properties.streams();
        places = new Places("streams", settings.atOnce(), settings.perUser());
        Gauge.builder("snapledger.audit.streams", places, Places::taken)
                .description("streams of status changes that are open")
                .register(meters);
    }

    @GetMapping("/audit/v1/status-changes/stream")
    void stream(
            QueryParameters parameters,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        policy.enforce(caller, AuditPolicy.GET_STATUS_CHANGES, Target.own(caller));
        checkAccepted(request);
        TrailRequest asked = TrailRequest.following(parameters, StatusChangeFilters.NAMES);
        StatusChangeFilters filters = StatusChangeFilters.of(asked, caller, ALL);
        Long seen = asked.lastSeen(request.getHeader("Last-Event-ID"));
        if (!open.get()) {
            throw Fault.serviceUnavailable("The service is stopping.", Duration.ofSeconds(5));
        }
        ListPlace.leave(request);
        try (Place _ = places.take(caller);
                Follower follower = live.follow()) {
            StatusChangeReach reach = feed.await(-1, Duration.ZERO);
            if (seen != null && seen > reach.last()) {
                throw TrailRequest.notThereYet(seen, reach.last());
            }
            ExactHeaders.contentType(request, response, EVENTS);
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            // nginx would keep back what is to be seen at once.
            response.setHeader("X-Accel-Buffering", "no");
            SlowReader.patience(request, settings.patience());
            new StatusChangeStream(
                            filters,
                            Change.told(discretion, caller),
                            live,
                            follower,
                            settings,
                            open::get,
                            () -> stillMay(request, caller),
                            request,
                            response)
                    .run(seen == null ? reach.settled() : seen);
        }
    }

    private static void checkAccepted(HttpServletRequest request) {
        List<MediaType> ranges;
        try {
            ranges = MediaType.parseMediaTypes(Collections.list(request.getHeaders("Accept")));
        } catch (InvalidMediaTypeException _) {
            ranges = List.of();
        }
        boolean isNamed =
                ranges.stream()
                        .anyMatch(range ->
                                range.equalsTypeAndSubtype(MediaType.TEXT_EVENT_STREAM)
                                        && range.getQualityValue() > 0);
        if (!isNamed) {
            throw Fault.notAcceptable(
                    "The answer has no end, so it is given only to who accepts %s by name."
                            .formatted(EVENTS));
        }
    }

    /** Whether the token is still good for what was asked. */
    private boolean stillMay(HttpServletRequest request, Caller before) {
        try {
            Caller now = policy.judge(tokens.authenticate(request, before.requestId()));
            policy.enforce(now, AuditPolicy.GET_STATUS_CHANGES, Target.own(now));
            return now.userId().equals(before.userId())
                    && Objects.equals(now.visibleProject(), before.visibleProject());
        } catch (Unauthorized | Fault _) {
            return false;
        }
    }

    @Override
    public void start() {
        open.set(true);
    }

    /** Ends every stream: before the server, in its phase, waits for what is under way. */
    @Override
    public void stop() {
        open.set(false);
        live.wakeAll();
    }

    @Override
    public boolean isRunning() {
        return open.get();
    }
}
