package io.snapledger.gateway.list;

import io.snapledger.contract.list.ListQuery;
import io.snapledger.contract.list.ListQuery.Filter;
import io.snapledger.contract.list.ListQuery.Sort;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.json.PythonJson;
import io.snapledger.gateway.links.Links;
import io.snapledger.gateway.links.Links.Link;
import io.snapledger.gateway.list.QueryParameters.Parameter;
import io.snapledger.gateway.schema.Formats;
import io.snapledger.gateway.schema.PythonDict;
import io.snapledger.gateway.schema.Uuids;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Turns the parameters of one of Manila's lists into a query. Unlike in Cinder the last of repeated
 * parameters counts, and one that means nothing is passed over: manila/api/common.py,
 * remove_invalid_options.
 */
@Component
public final class ManilaListRequests {

    private static final String OFFSET = "offset";
    private static final String LIMIT = "limit";
    private static final String MARKER = "marker";
    private static final String PROJECT_ID = "project_id";
    private static final String IS_PUBLIC = "is_public";
    private static final String METADATA = "metadata";

    // The columns' names, which the controllers take as well.
    private static final Map<String, String> OTHER_NAMES =
            Map.of(
                    "display_name", "name",
                    "display_description", "description",
                    "display_name~", "name~",
                    "display_description~", "description~");

    private final ListRequests lists;

    public ManilaListRequests(ListRequests lists) {
        this.lists = lists;
    }

    /**
     * Reads a list's parameters.
     *
     * @param marks whether the caller may see the row of that id; another marker is passed over, as
     *     upstream passes over all of them
     */
    public ListQuery read(
            QueryParameters parameters, Caller caller, ListRules rules, Predicate<UUID> marks) {
        int limit = lists.limit(parameters.last(LIMIT).orElse(null));
        int offset = ListRequests.offset(parameters.last(OFFSET).orElse(null));
        return new ListQuery(
                asksForEverybody(parameters, caller) ? null : caller.ownProject(),
                rules.keys().contains(IS_PUBLIC) && asksForPublicToo(parameters),
                filters(parameters, caller, rules.memberFilters()),
                List.of(sort(parameters, rules.keys())),
                marker(parameters, marks),
                limit == 0 ? lists.maxLimit() : limit,
                offset);
    }

    /**
     * The rows of a page. None are there as well when the marker's row went away after it was
     * looked up: it is passed over then too.
     *
     * @param marks as in {@link #read}
     */
    public <T> List<T> page(
            ListQuery query, Function<ListQuery, List<T>> rows, Predicate<UUID> marks) {
        List<T> page = rows.apply(query);
        return page.isEmpty() && query.marker() != null && !marks.test(query.marker())
                ? rows.apply(query.withoutMarker())
                : page;
    }

    /** The link to the next page, null if this is none, or not a full one. */
    public @Nullable List<Link> links(
            QueryParameters parameters, String collection, List<UUID> ids, Links links) {
        String limit = parameters.last(LIMIT).orElse(null);
        return !ids.isEmpty() && lists.limit(limit) > 0 && lists.isFull(parameters, ids.size())
                ? List.of(links.nextFromStart(collection, parameters, ids.getLast()))
                : null;
    }

    // manila/api/common.py via the share API: administrators only.
    private static boolean asksForEverybody(QueryParameters parameters, Caller caller) {
        return caller.admin()
                && parameters
                        .last("all_tenants")
                        .filter(text -> text.isEmpty() || Formats.booleanText(text).orElse(false))
                        .isPresent();
    }

    // manila/share/api.py, _get_all: no filter, but a wish for more.
    private static boolean asksForPublicToo(QueryParameters parameters) {
        return parameters
                .last(IS_PUBLIC)
                .map(text -> Formats.booleanText(text).orElseThrow(Fault::badRequest))
                .orElse(false);
    }

    private static List<Filter> filters(
            QueryParameters parameters, Caller caller, Set<String> known) {
        Map<String, String> last = new LinkedHashMap<>();
        for (Parameter parameter : parameters.all()) {
            String key = OTHER_NAMES.getOrDefault(parameter.key(), parameter.key());
            boolean counts = known.contains(key) || (caller.admin() && key.equals(PROJECT_ID));
            if (counts) {
                last.put(key, parameter.value());
            }
        }
        // A dict as Python writes it becomes the object that the read side compares with.
        last.computeIfPresent(
                METADATA,
                (_, text) ->
                        PythonDict.read(text)
                                .map(PythonJson::write)
                                .orElseThrow(() ->
                                        Fault.badRequest("Invalid value for metadata filter.")));
        return last.entrySet().stream()
                .map(entry ->
                        entry.getKey().endsWith("~")
                                ? new Filter(
                                        entry.getKey().substring(0, entry.getKey().length() - 1),
                                        entry.getValue(),
                                        true)
                                : new Filter(entry.getKey(), entry.getValue(), false))
                .toList();
    }

    // manila/db/sqlalchemy/api.py, apply_sorting
    private static Sort sort(QueryParameters parameters, Set<String> keys) {
        String asked = parameters.last("sort_key").orElse("created_at");
        String key = OTHER_NAMES.getOrDefault(asked, asked);
        String direction = parameters.last("sort_dir").orElse("desc");
        if (!Set.of("asc", "desc").contains(direction.toLowerCase(Locale.ROOT))) {
            throw Fault.badRequest(
                    "Invalid input received: Wrong sorting data provided: sort key is '%s' and sort direction is '%s'.."
                            .formatted(asked, direction));
        }
        if (!keys.contains(key)) {
            throw Fault.badRequest(
                    "Invalid input received: Wrong sorting key provided - '%s'..".formatted(asked));
        }
        return new Sort(key, direction.equalsIgnoreCase("asc"));
    }

    private static @Nullable UUID marker(QueryParameters parameters, Predicate<UUID> marks) {
        return parameters.last(MARKER).flatMap(Uuids::canonical).filter(marks).orElse(null);
    }
}
