package io.snapledger.query;

import static io.snapledger.query.Facts.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.groupsnapshot.GroupSnapshotId;
import io.snapledger.contract.groupsnapshot.GroupSnapshotReads;
import io.snapledger.contract.groupsnapshot.GroupSnapshotView;
import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.list.ListQuery;
import io.snapledger.contract.list.ListQuery.Filter;
import io.snapledger.contract.list.ListQuery.Match;
import io.snapledger.contract.list.ListQuery.Sort;
import io.snapledger.contract.resource.ResourceEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Lists against the same thing done by hand in memory, for random rows and random questions. */
class ListIT {

    private static final long SEED = 8_776;
    private static final int ROWS = 300;
    private static final int QUESTIONS = 120;
    private static final int EVERYTHING = 10_000;

    // What null counts as where it is compared: group-snapshots of the real service do the same.
    private static final Instant NEVER = Instant.parse("1900-01-01T00:00:00Z");

    private static final Map<String, Function<GroupSnapshotView, String>> TEXTS =
            Map.of(
                    "id", view -> view.id().toString(),
                    "group_id", view -> view.groupId().toString(),
                    "group_type_id", view -> view.groupTypeId().toString(),
                    "project_id", GroupSnapshotView::projectId,
                    "user_id", GroupSnapshotView::userId,
                    "name", view -> view.name() == null ? "" : view.name(),
                    "description", view -> view.description() == null ? "" : view.description(),
                    "status", view -> view.status().word());

    private static final Map<String, Function<GroupSnapshotView, Instant>> TIMES =
            Map.of(
                    "created_at",
                    GroupSnapshotView::createdAt,
                    "updated_at",
                    view -> view.updatedAt() == null ? NEVER : view.updatedAt());

    private static final List<String> SORT_KEYS =
            Stream.concat(
                            Stream.concat(TEXTS.keySet().stream(), TIMES.keySet().stream()),
                            Stream.of("deleted", "deleted_at"))
                    .sorted()
                    .toList();

    private static RunningService service;
    private static GroupSnapshotReads reads;

    @BeforeAll
    static void startServiceWithRandomRows() {
        EventLogWriter log = EventLogWriter.onNewTable(TestServer.newDatabase());
        service = RunningService.on(log.url());
        reads = service.get(GroupSnapshotReads.class);
        assertThat(service.shows(log.append(randomFacts(new Random(SEED))))).isTrue();
    }

    @AfterAll
    static void stopService() {
        service.close();
    }

    @Test
    void timesAreComparedByEveryOperator() {
        List<GroupSnapshotView> all = reads.list(query(null, List.of(), List.of(), null, 0));
        List<Instant> times =
                all.stream()
                        .map(GroupSnapshotView::updatedAt)
                        .filter(Objects::nonNull)
                        .distinct()
                        .sorted()
                        .toList();
        Instant time = times.get(times.size() / 2);
        for (Match match : EnumSet.complementOf(EnumSet.of(Match.LIKE))) {
            List<GroupSnapshotView> expected =
                    all.stream()
                            .filter(view ->
                                    view.updatedAt() != null
                                            && holds(view.updatedAt().compareTo(time), match))
                            .toList();
            assertThat(expected).as(match.name()).isNotEmpty();
            Filter filter = new Filter("updated_at", time.toString(), match);
            assertThat(reads.list(query(null, List.of(filter), List.of(), null, 0)))
                    .as(match.name())
                    .extracting(GroupSnapshotView::id)
                    .isEqualTo(ids(expected));
        }
    }

    private static boolean holds(int compared, Match match) {
        return switch (match) {
            case EQUAL, LIKE -> compared == 0;
            case UNEQUAL -> compared != 0;
            case LESS -> compared < 0;
            case AT_MOST -> compared <= 0;
            case MORE -> compared > 0;
            case AT_LEAST -> compared >= 0;
        };
    }

    @Test
    void pagesByMarkerGiveTheWholeListInTheOrderAskedFor() {
        List<GroupSnapshotView> all = reads.list(query(null, List.of(), List.of(), null, 0));
        assertThat(all).hasSize(ROWS);
        Random random = new Random(SEED);
        for (int question = 0; question < QUESTIONS; question++) {
            @Nullable String project = random.nextBoolean() ? null : "project-" + random.nextInt(3);
            List<Sort> sort = randomSort(random);
            List<Filter> filters = randomFilters(random, all);
            List<GroupSnapshotView> expected =
                    all.stream()
                            .filter(view -> project == null || view.projectId().equals(project))
                            .filter(view -> filters.stream().allMatch(f -> matches(view, f)))
                            .sorted(order(sort))
                            .toList();
            String asked = "question %d: %s %s %s".formatted(question, project, sort, filters);
            assertThat(reads.list(query(project, filters, sort, null, 0)))
                    .as(asked)
                    .extracting(GroupSnapshotView::id)
                    .isEqualTo(ids(expected));

            List<GroupSnapshotView> paged = new ArrayList<>();
            int limit = 1 + random.nextInt(90);
            List<GroupSnapshotView> page;
            do {
                UUID marker = paged.isEmpty() ? null : paged.getLast().id().value();
                page = reads.list(new ListQuery(project, filters, sort, marker, limit, 0));
                assertThat(page.size()).isLessThanOrEqualTo(limit);
                paged.addAll(page);
            } while (!page.isEmpty());
            assertThat(paged).as("in pages of %d, %s", limit, asked).isEqualTo(expected);
        }
    }

    @Test
    void theOrderIsNewestFirstUnlessAskedOtherwise() {
        assertThat(reads.list(query(null, List.of(), List.of(), null, 0)))
                .isEqualTo(
                        reads.list(
                                query(
                                        null,
                                        List.of(),
                                        List.of(new Sort("created_at", false)),
                                        null,
                                        0)))
                .isSortedAccordingTo(order(List.of()));
    }

    @Test
    void theOffsetCountsFromTheMarker() {
        List<GroupSnapshotView> all = reads.list(query(null, List.of(), List.of(), null, 0));

        assertThat(reads.list(query(null, List.of(), List.of(), all.get(9).id().value(), 5)))
                .isEqualTo(all.subList(15, ROWS));
        assertThat(reads.list(query(null, List.of(), List.of(), null, ROWS))).isEmpty();
    }

    @Test
    void aLimitOfNothingGivesNothing() {
        assertThat(reads.list(new ListQuery(null, List.of(), List.of(), null, 0, 0))).isEmpty();
    }

    @Test
    void aMarkerThatIsNotThereGivesNothing() {
        assertThat(reads.list(query(null, List.of(), List.of(), UUID.randomUUID(), 0))).isEmpty();
        assertThat(
                        reads.list(
                                query(
                                        null,
                                        List.of(),
                                        List.of(new Sort("name", true), new Sort("status", false)),
                                        UUID.randomUUID(),
                                        0)))
                .isEmpty();
    }

    @Test
    void aFilterThatNothingCanMeetGivesNothing() {
        for (Filter filter :
                List.of(
                        new Filter("flavour", "vanilla", false),
                        new Filter("flavour", "vanilla", true),
                        new Filter("t.name", "alpha", false),
                        new Filter("group_id", "nope", false),
                        new Filter("id", "00000000000000000000000000000001", false),
                        new Filter("created_at", "yesterday", false),
                        new Filter("deleted", "perhaps", false),
                        new Filter("deleted", "True", false),
                        new Filter("deleted_at", "2026-11-21T08:00:00.000001", false),
                        new Filter("name", "al\0pha", false),
                        new Filter("name", "' or true --", false),
                        new Filter("name", "' or true --", true))) {
            assertThat(reads.list(query(null, List.of(filter), List.of(), null, 0)))
                    .as(filter.toString())
                    .isEmpty();
        }
    }

    @Test
    void filtersThatEveryRowMeetsLeaveNoneOut() {
        for (Filter filter :
                List.of(
                        new Filter("deleted", "False", false),
                        new Filter("deleted", "0", false),
                        new Filter("status", "%", true),
                        new Filter("status", "_a", true),
                        new Filter("project_id", "project-_", true),
                        new Filter("group_id", "-4000-", true))) {
            assertThat(reads.list(query(null, List.of(filter), List.of(), null, 0)))
                    .as(filter.toString())
                    .hasSize(ROWS);
        }
    }

    @Test
    void likeTakesTheBackslashForABackslash() {
        assertThat(
                        reads.list(
                                query(
                                        null,
                                        List.of(new Filter("name", "\\", true)),
                                        List.of(),
                                        null,
                                        0)))
                .isNotEmpty()
                .allSatisfy(view -> assertThat(view.name()).contains("\\"));
    }

    @Test
    void aTimeIsFilteredAsItIsShown() {
        GroupSnapshotView some = reads.list(query(null, List.of(), List.of(), null, 7)).getFirst();
        String shown = some.createdAt().toString().replace("Z", "");

        for (String text : List.of(shown, shown + "Z")) {
            assertThat(
                            reads.list(
                                    query(
                                            null,
                                            List.of(new Filter("created_at", text, false)),
                                            List.of(),
                                            null,
                                            0)))
                    .contains(some);
        }
    }

    @Test
    void anUnknownSortKeyIsTheCallersMistake() {
        assertThatThrownBy(() ->
                        reads.list(
                                query(
                                        null,
                                        List.of(),
                                        List.of(new Sort("id; drop table", true)),
                                        null,
                                        0)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<GroupSnapshotId> ids(List<GroupSnapshotView> views) {
        return views.stream().map(GroupSnapshotView::id).toList();
    }

    private static ListQuery query(
            @Nullable String project,
            List<Filter> filters,
            List<Sort> sort,
            @Nullable UUID marker,
            int offset) {
        return new ListQuery(project, filters, sort, marker, EVERYTHING, offset);
    }

    private static List<ResourceEvent> randomFacts(Random random) {
        List<String> names =
                List.of("alpha", "Alpha", "alphabet", "beta", "be%ta", "be_ta", "be\\ta", "");
        List<ResourceEvent> facts = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            GroupSnapshotId id = new GroupSnapshotId(randomId(random, 1L << 40));
            String name = random.nextInt(5) == 0 ? null : names.get(random.nextInt(names.size()));
            facts.add(
                    Facts.groupSnapshotRequested(
                            id,
                            "project-" + random.nextInt(3),
                            new GroupId(randomId(random, 4)),
                            new GroupTypeId(randomId(random, 3)),
                            name,
                            // Few enough moments that many rows share one.
                            minute(random.nextInt(20))));
            if (random.nextBoolean()) {
                facts.add(Facts.groupSnapshotTaken(id, minute(20 + random.nextInt(5))));
            }
        }
        return facts;
    }

    private static UUID randomId(Random random, long kinds) {
        return new UUID(0x4000L, random.nextLong(kinds) | Long.MIN_VALUE);
    }

    private static List<Sort> randomSort(Random random) {
        List<Sort> sort = new ArrayList<>();
        for (int keys = random.nextInt(4); keys > 0; keys--) {
            sort.add(
                    new Sort(
                            SORT_KEYS.get(random.nextInt(SORT_KEYS.size())), random.nextBoolean()));
        }
        return sort;
    }

    private static List<Filter> randomFilters(Random random, List<GroupSnapshotView> all) {
        List<String> keys = TEXTS.keySet().stream().sorted().toList();
        List<Filter> filters = new ArrayList<>();
        for (int count = random.nextInt(3); count > 0; count--) {
            String key = keys.get(random.nextInt(keys.size()));
            GroupSnapshotView example = all.get(random.nextInt(all.size()));
            String value = text(key, example);
            filters.add(
                    random.nextBoolean()
                            ? new Filter(key, value, false)
                            : new Filter(
                                    key, value.substring(Math.min(2, value.length() / 2)), true));
        }
        return filters;
    }

    private static boolean matches(GroupSnapshotView view, Filter filter) {
        if ((filter.key().equals("name") && view.name() == null)
                || (filter.key().equals("description") && view.description() == null)) {
            return false;
        }
        String value = text(filter.key(), view);
        return filter.like() ? like(value, filter.value()) : value.equals(filter.value());
    }

    private static String text(String key, GroupSnapshotView view) {
        return Objects.requireNonNull(TEXTS.get(key)).apply(view);
    }

    private static boolean like(String value, String pattern) {
        StringBuilder regex = new StringBuilder(".*");
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            regex.append(
                    switch (c) {
                        case '%' -> ".*";
                        case '_' -> ".";
                        default -> Pattern.quote(String.valueOf(c));
                    });
        }
        return value.matches(regex.append(".*").toString());
    }

    private static Comparator<GroupSnapshotView> order(List<Sort> sort) {
        boolean ascending = !sort.isEmpty() && sort.getFirst().ascending();
        List<Sort> total = new ArrayList<>(sort);
        total.add(new Sort("created_at", ascending));
        total.add(new Sort("id", ascending));
        Comparator<GroupSnapshotView> order = (_, _) -> 0;
        for (Sort key : total) {
            if (!Set.of("deleted", "deleted_at").contains(key.key())) {
                Comparator<GroupSnapshotView> next =
                        TIMES.containsKey(key.key())
                                ? Comparator.comparing(TIMES.get(key.key()))
                                : Comparator.comparing(TEXTS.get(key.key()));
                order = order.thenComparing(key.ascending() ? next : next.reversed());
            }
        }
        return order;
    }
}
