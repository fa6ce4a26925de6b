package io.snapledger.gateway.trail;

import io.snapledger.contract.list.PositionPage;
import io.snapledger.gateway.links.Links;
import io.snapledger.gateway.links.Links.Link;
import io.snapledger.gateway.list.QueryParameters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The parameters of such a list; whatever is wrong with one is a 400 that names it. */
public final class TrailRequest extends TrailFilters {

    /** The most rows that a page of such a list has. */
    public static final int MAX_LIMIT = 1000;

    private static final int DEFAULT_LIMIT = 100;

    private static final String LIMIT = "limit";
    private static final String ORDER = "order";
    private static final String CURSOR = "cursor";
    private static final String SINCE = "since";
    private static final String UNTIL = "until";
    private static final Set<String> EVERYWHERE = Set.of(LIMIT, ORDER, CURSOR, SINCE, UNTIL);

    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    private final QueryParameters parameters;
    private final int limit;
    private final boolean ascending;
    private final @Nullable Cursor cursor;

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
        String text = only(CURSOR);
        cursor =
                text == null
                        ? null
                        : Cursor.parse(text)
                                .orElseThrow(() ->
                                        invalid(CURSOR, "it must come from a link of this list"));
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
