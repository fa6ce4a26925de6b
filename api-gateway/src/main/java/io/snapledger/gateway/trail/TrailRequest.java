package io.snapledger.gateway.trail;

import io.snapledger.contract.list.PositionPage;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.links.Links;
import io.snapledger.gateway.links.Links.Link;
import io.snapledger.gateway.list.QueryParameters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The parameters of such a list; whatever is wrong with one is a 400 that names it. */
public final class TrailRequest extends TrailFilters {

    /** The most rows that a page of such a list has. */
    public static final int MAX_LIMIT = 1000;

    static final int DEFAULT_LIMIT = 100;

    static final String LIMIT = "limit";
    static final String ORDER = "order";
    static final String CURSOR = "cursor";
    static final String SINCE = "since";
    static final String UNTIL = "until";

    /** Only what comes after this position. */
    public static final String AFTER = "after_position";

    /** The same for who follows, as its header says it. */
    public static final String LAST_EVENT = "last_event_id";

    private static final Set<String> EVERYWHERE = Set.of(LIMIT, ORDER, CURSOR, SINCE, UNTIL);

    private static final Set<String> ONWARD = Set.of(LIMIT, ORDER, AFTER, SINCE, UNTIL);
    private static final Set<String> FOLLOWING = Set.of(AFTER, LAST_EVENT, SINCE, UNTIL);

    private static final Pattern POSITION = Pattern.compile("\\d{1,18}");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    private final QueryParameters parameters;
    private final int limit;
    private final boolean ascending;
    private final @Nullable Cursor cursor;
    private final @Nullable Long after;

    /**
     * Reads what all such lists take.
     *
     * @param filters what this one takes besides
     */
    public TrailRequest(QueryParameters parameters, Set<String> filters) {
        super(parameters, Stream.concat(EVERYWHERE.stream(), filters.stream()));
        this.parameters = parameters;
        limit = limit(only(LIMIT));
        ascending = ascending(only(ORDER));
        after = null;
        String text = only(CURSOR);
        cursor =
                text == null
                        ? null
                        : Cursor.parse(text)
                                .orElseThrow(() ->
                                        invalid(CURSOR, "it must come from a link of this list"));
    }

    private TrailRequest(
            QueryParameters parameters, Set<String> everywhere, Set<String> filters, int limit) {
        super(parameters, Stream.concat(everywhere.stream(), filters.stream()));
        this.parameters = parameters;
        this.limit = limit;
        ascending = true;
        cursor = null;
        after = position(AFTER, only(AFTER));
    }

    /** Reads what asks for all there is from a position on: {@code after_position}, no pages. */
    public static TrailRequest onward(QueryParameters parameters, Set<String> filters) {
        TrailRequest read = new TrailRequest(parameters, ONWARD, filters, Integer.MAX_VALUE);
        String order = read.only(ORDER);
        if (order != null && !order.equals("asc")) {
            throw invalid(ORDER, "what is not listed page by page is asc");
        }
        String text = read.only(LIMIT);
        if (text == null) {
            return read;
        }
        int number = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (number < 1) {
            throw invalid(LIMIT, "it must be an integer from 1 to 999999999");
        }
        return new TrailRequest(parameters, ONWARD, filters, number);
    }

    /** Reads what asks for what is still to come, and what came after a position. */
    public static TrailRequest following(QueryParameters parameters, Set<String> filters) {
        return new TrailRequest(parameters, FOLLOWING, filters, Integer.MAX_VALUE);
    }

    private static @Nullable Long position(String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        if (!POSITION.matcher(text).matches()) {
            throw invalid(name, "it must be a position");
        }
        return Long.valueOf(text);
    }

    /** Only what comes after this position; null if nothing was said. */
    public @Nullable Long after() {
        return after;
    }

    /**
     * The same for who follows: what it saw last, as its header says, or else its parameter; or
     * where it began.
     *
     * @param header {@code Last-Event-ID}, null if it was not sent
     */
    public @Nullable Long lastSeen(@Nullable String header) {
        Long parameter = position(LAST_EVENT, only(LAST_EVENT));
        Long seen = header == null || header.isEmpty() ? null : position("Last-Event-ID", header);
        return Stream.of(
                        Optional.ofNullable(seen),
                        Optional.ofNullable(parameter),
                        Optional.ofNullable(after))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
    }

    /** No more rows than this. */
    public int most() {
        return limit;
    }

    /** Refuses a position that there is not yet. */
    public static Fault notThereYet(long asked, long last) {
        return Fault.badRequest(
                "There is no position %d yet: the last one is %d.".formatted(asked, last));
    }

    /** How many rows a page of such a list has at most, when asked for so many. */
    public static int limit(@Nullable String text) {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        int number = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (number < 1 || number > MAX_LIMIT) {
            throw invalid(LIMIT, "it must be an integer from 1 to " + MAX_LIMIT);
        }
        return number;
    }

    private static boolean ascending(@Nullable String text) {
        if (text == null || text.equals("desc")) {
            return false;
        }
        if (!text.equals("asc")) {
            throw invalid(ORDER, "it must be asc or desc");
        }
        return true;
    }

    public @Nullable Instant since() {
        return time(SINCE);
    }

    public @Nullable Instant until() {
        return time(UNTIL);
    }

    private @Nullable Instant time(String name) {
        String text = only(name);
        if (text == null) {
            return null;
        }
        return Rfc3339.parse(text).orElseThrow(() -> invalid(name, Rfc3339.EXPECTED));
    }

    /** What to ask for: a row more than is shown, to know whether there is one. */
    public PositionPage page() {
        boolean backward = cursor != null && cursor.backward();
        return new PositionPage(
                ascending != backward, cursor == null ? null : cursor.position(), limit + 1);
    }

    /**
     * The rows to show out of those that {@link #page} asked for.
     *
     * @param path of the list
     */
    public <V> TrailPage<V> shown(
            List<V> found, ToLongFunction<V> position, Links links, String path) {
        boolean more = found.size() > limit;
        boolean backward = cursor != null && cursor.backward();
        List<V> rows = more ? found.subList(0, limit) : found;
        if (backward) {
            rows = rows.reversed();
        }
        List<Link> beside = new ArrayList<>();
        if (!rows.isEmpty()) {
            // Where a cursor led here, the row it was made of lies on the other side.
            if (backward || more) {
                long last = position.applyAsLong(rows.getLast());
                beside.add(links.page("next", path, parameters, new Cursor(false, last).text()));
            }
            if (backward ? more : cursor != null) {
                long first = position.applyAsLong(rows.getFirst());
                beside.add(
                        links.page("previous", path, parameters, new Cursor(true, first).text()));
            }
        }
        return new TrailPage<>(rows, beside);
    }
}
