package io.snapledger.gateway.audit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.snapledger.contract.audit.StatusChangeFeed;
import io.snapledger.contract.audit.StatusChangeQuery;
import io.snapledger.contract.audit.StatusChangeReach;
import io.snapledger.contract.audit.StatusChangeView;
import io.snapledger.contract.audit.StatusHistoryReads;
import io.snapledger.contract.list.PositionPage;
import io.snapledger.gateway.answer.ExactHeaders;
import io.snapledger.gateway.answer.SlowReader;
import io.snapledger.gateway.audit.HistoryBody.Change;
import io.snapledger.gateway.audit.Places.Place;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.edge.ListPlace;
import io.snapledger.gateway.trail.Discretion;
import io.snapledger.gateway.trail.TrailRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * Writes all there is, oldest first, at the client's pace. It walks along the positions, a page at
 * a time: between two pages it holds no connection to the database and no cursor, so that a client
 * may take hours. It ends where the trail was settled when it began. Nothing below that changes any
 * more, so its pages are of one piece.
 */
@Component
final class StatusChangeExport {

    /** Up to where an export tells everything: from where to go on for what comes later. */
    static final String THROUGH = "X-Audit-Through-Position";

    private static final int PAGE = 1_000;
    private static final int BLOCK = 32 * 1_024;

    /** So that those who read as fast as they can leave connections to everybody else. */
    private final Semaphore reading = new Semaphore(3);

    private final StatusHistoryReads reads;
    private final StatusChangeFeed feed;
    private final Places places;
    private final Duration patience;
    private final CadfEvents cadf;
    private final Discretion discretion;

    StatusChangeExport(
            StatusHistoryReads reads,
            StatusChangeFeed feed,
            AuditProperties properties,
            CadfEvents cadf,
            Discretion discretion,
            MeterRegistry meters) {
        this.reads = reads;
        this.feed = feed;
        this.cadf = cadf;
        this.discretion = discretion;
        places =
                new Places(
                        "exports", properties.exports().atOnce(), properties.exports().perUser());
        patience = properties.exports().patience();
        Gauge.builder("snapledger.audit.exports", places, Places::taken)
                .description("exports of the audit trail that are under way")
                .register(meters);
    }

    /** Answers the request with it. */
    void send(
            TrailRequest asked,
            StatusChangeFilters filters,
            Caller caller,
            AnswerForm form,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        ListPlace.leave(request);
        try (Place _ = places.take(caller)) {
            StatusChangeReach reach = feed.await(-1, Duration.ZERO);
            long after = asked.after() == null ? 0 : asked.after();
            if (after > reach.last()) {
                throw TrailRequest.notThereYet(after, reach.last());
            }
            List<StatusChangeView> first =
                    filters.findNothing() ? List.of() : page(filters.query(), after, asked.most());
            // From here on a fault could not be said any more.
            ExactHeaders.contentType(request, response, form.type());
            response.setHeader("Cache-Control", "no-store");
            if (asked.most() == Integer.MAX_VALUE) {
                response.setHeader(THROUGH, Long.toString(reach.settled()));
            }
            SlowReader.patience(request, patience);
            write(
                    filters.query(),
                    first,
                    reach.settled(),
                    asked.most(),
                    Change.told(discretion, caller).andThen(writer(form)),
                    response.getOutputStream());
        }
    }

    private Function<Change, byte[]> writer(AnswerForm form) {
        return switch (form) {
            case JSON, NDJSON -> Lines::of;
            case CADF -> change -> Lines.of(cadf.of(change));
        };
    }

    private void write(
            StatusChangeQuery query,
            List<StatusChangeView> first,
            long through,
            int most,
            Function<StatusChangeView, byte[]> writer,
            OutputStream out)
            throws IOException {
        List<StatusChangeView> page = first;
        int left = most;
        ByteArrayOutputStream block = new ByteArrayOutputStream(BLOCK + 4_096);
        while (true) {
            for (StatusChangeView change : page) {
                if (change.position() > through || left == 0) {
                    block.writeTo(out);
                    return;
                }
                block.writeBytes(writer.apply(change));
                block.write('\n');
                left--;
                if (block.size() >= BLOCK) {
                    block.writeTo(out);
                    block.reset();
                }
            }
            if (page.size() < PAGE || left == 0) {
                block.writeTo(out);
                return;
            }
            page = page(query, page.getLast().position(), left);
        }
    }

    private List<StatusChangeView> page(StatusChangeQuery query, long after, int most) {
        reading.acquireUninterruptibly();
        try {
            return reads.settled(query.with(new PositionPage(true, after, Math.min(PAGE, most))));
        } finally {
            reading.release();
        }
    }
}
