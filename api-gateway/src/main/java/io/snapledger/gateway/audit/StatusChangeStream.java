package io.snapledger.gateway.audit;

import io.snapledger.contract.audit.StatusChangeView;
import io.snapledger.gateway.answer.CutAnswer;
import io.snapledger.gateway.audit.HistoryBody.Change;
import io.snapledger.gateway.audit.LiveChanges.Follower;
import io.snapledger.gateway.audit.LiveChanges.Part;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stream of server-sent events: WHATWG's HTML, 9.2. It is nothing but a position in the trail;
 * what lies between that and what is settled is read, written, and the position moved. Whether it
 * comes from the database or from what all streams share makes no difference, so there is no seam
 * between what was and what is.
 */
final class StatusChangeStream {

    private static final Logger log = LoggerFactory.getLogger(StatusChangeStream.class);

    private static final int BLOCK = 32 * 1_024;
    private static final String RETRY = "retry: 3000\n\n";

    private final StatusChangeFilters filters;
    private final Function<StatusChangeView, Change> told;
    private final LiveChanges live;
    private final Follower follower;
    private final AuditProperties.Streams settings;
    private final BooleanSupplier open;
    private final BooleanSupplier stillMay;
    private final HttpServletRequest request;
    private final HttpServletResponse response;

    private final ByteArrayOutputStream block = new ByteArrayOutputStream();
    private long position;
    private long writtenAt;
    private long checkedAt;

    StatusChangeStream(
            StatusChangeFilters filters,
            Function<StatusChangeView, Change> told,
            LiveChanges live,
            Follower follower,
            AuditProperties.Streams settings,
            BooleanSupplier open,
            BooleanSupplier stillMay,
            HttpServletRequest request,
            HttpServletResponse response) {
        this.filters = filters;
        this.told = told;
        this.live = live;
        this.follower = follower;
        this.settings = settings;
        this.open = open;
        this.stillMay = stillMay;
        this.request = request;
        this.response = response;
    }

    /** Writes what comes after a position until it ends; returns once it has. */
    void run(long from) throws IOException {
        position = from;
        checkedAt = System.nanoTime();
        add(RETRY);
        addPosition();
        if (!send()) {
            return;
        }
        while (true) {
            if (!open.getAsBoolean()) {
                end("the service is stopping");
                return;
            }
            if (isDue(checkedAt, settings.recheck())) {
                checkedAt = System.nanoTime();
                if (!stillMay.getAsBoolean()) {
                    end("the token does not count any more");
                    return;
                }
            }
            if (!advance()) {
                return;
            }
        }
    }

    /**
     * Writes what there is, or waits for it.
     *
     * @return false if the client is not worth waiting for
     */
    private boolean advance() throws IOException {
        Part part = next();
        boolean isNews = part.through() > position;
        for (StatusChangeView change : part.changes()) {
            if (filters.match(change)) {
                addEvent(change);
                if (block.size() >= BLOCK && !send()) {
                    return false;
                }
            }
        }
        position = part.through();
        if (block.size() > 0) {
            return send();
        }
        if (isDue(writtenAt, settings.heartbeat())) {
            add(": heartbeat\n");
            addPosition();
            return send();
        }
        return isNews || sleep();
    }

    private Part next() {
        return follower.after(position)
                .orElseGet(() ->
                        filters.findNothing()
                                ? new Part(List.of(), follower.settled())
                                : live.read(filters.query(), position, follower.settled()));
    }

    private boolean sleep() {
        long now = System.nanoTime();
        long left =
                Math.min(
                        settings.heartbeat().toNanos() - (now - writtenAt),
                        settings.recheck().toNanos() - (now - checkedAt));
        try {
            follower.await(position, Duration.ofNanos(Math.max(0, left)), open);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean isDue(long last, Duration every) {
        return System.nanoTime() - last >= every.toNanos();
    }

    private void addEvent(StatusChangeView change) {
        add("id: " + change.position() + "\ndata: ");
        block.writeBytes(Lines.of(told.apply(change)));
        add("\n\n");
    }

    // An id without data is no event; it only moves the client's last event id.
    private void addPosition() {
        add("id: " + position + "\n\n");
    }

    private void end(String why) throws IOException {
        add(": " + why + "\n\n");
        send();
    }

    private void add(String text) {
        block.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Sends what was added.
     *
     * @return false if the client took so long for it that it was cut off
     */
    private boolean send() throws IOException {
        long began = System.nanoTime();
        block.writeTo(response.getOutputStream());
        response.flushBuffer();
        block.reset();
        writtenAt = System.nanoTime();
        if (writtenAt - began <= settings.patience().toNanos()) {
            return true;
        }
        log.debug("A client was too slow for its stream at position {}", position);
        CutAnswer.cut(request);
        return false;
    }
}
