package io.snapledger.query;

import static io.snapledger.query.Facts.minute;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.snapledger.contract.audit.AsOf;
import io.snapledger.contract.audit.OtherChangeView;
import io.snapledger.contract.audit.ResourceStateQuery;
import io.snapledger.contract.audit.ResourceStateReads;
import io.snapledger.contract.audit.ResourceStateView;
import io.snapledger.contract.audit.StatusHistoryReads;
import io.snapledger.contract.group.GroupEvent.GroupCreated;
import io.snapledger.contract.group.GroupEvent.GroupDeleted;
import io.snapledger.contract.group.GroupEvent.GroupRenamed;
import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.origin.Actor;
import io.snapledger.contract.origin.Cause;
import io.snapledger.contract.origin.Origin;
import io.snapledger.contract.quota.QuotaCatalogue;
import io.snapledger.contract.quota.QuotaEvent.QuotaLimitsChanged;
import io.snapledger.contract.quota.QuotaEvent.QuotaLimitsRemoved;
import io.snapledger.contract.quota.QuotaLimit;
import io.snapledger.contract.quota.QuotaResource;
import io.snapledger.contract.quota.QuotaScope;
import io.snapledger.contract.quota.QuotaSetId;
import io.snapledger.contract.resource.ResourceEvent;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.share.ShareId;
import io.snapledger.contract.shareinstance.ReplicaState;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceReplicaStateChanged;
import io.snapledger.contract.shareinstance.ShareInstanceId;
import io.snapledger.query.RandomLives.Life;
import io.snapledger.query.projection.Projection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What resources were, against what was shown of them when they were it. */
class ResourceStateIT {

    private static final int LIVES = Integer.getInteger("snapledger.lives", 200);
    private static final int PAGE = 4;
    private static final Duration MICROSECOND = Duration.ofNanos(1000);

    private static EventLogWriter log;
    private static RunningService service;
    private static ResourceStateReads states;

    @BeforeAll
    static void start() {
        log = EventLogWriter.onNewTable(TestServer.newDatabase());
        service = RunningService.on(log.url());
        states = service.get(ResourceStateReads.class);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    /**
     * What one event made of its resource.
     *
     * @param shown what the live view had then; where it had nothing any more, what it had last
     */
    private record Recorded(
            long position, ResourceEvent event, String type, boolean deleted, JsonNode shown) {

        private UUID id() {
            return event.id().value();
        }
    }

    @Test
    void atEachEventOfRandomLivesEverythingIsWhatTheViewsShowedThen() {
        List<Recorded> recorded = record(new RandomLives(20, projections()), LIVES);
        Map<UUID, List<Recorded>> lives = recorded.stream().collect(groupingBy(Recorded::id));
        assertThat(lives).hasSize(LIVES);
        assertThat(recorded).extracting(Recorded::type).contains("quota-set", "share-type");
        assertThat(recorded).filteredOn(Recorded::deleted).hasSizeGreaterThan(LIVES / 4);

        lives.values().parallelStream().forEach(ResourceStateIT::wasThatAtEachOfItsEvents);
        int step = Math.max(1, recorded.size() / 3);
        for (int i = 0; i < recorded.size(); i += step) {
            listsAreWhatThereWas(recorded, i);
        }
        listsAreWhatThereWas(recorded, recorded.size() - 1);
    }

    // Projection's own type parameters are of no interest.
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static List<Projection<?, ?>> projections() {
        return (List) service.all(Projection.class);
    }

    /** Lets all of them live side by side, an event each at a time, and looks at each. */
    private static List<Recorded> record(RandomLives random, int number) {
        List<Life> living = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            living.add(random.life(i));
        }
        List<Recorded> recorded = new ArrayList<>();
        Map<UUID, JsonNode> lastShown = new HashMap<>();
        while (!living.isEmpty()) {
            List<ResourceEvent> events = new ArrayList<>();
            for (Life life : living) {
                events.add(life.next(minute(recorded.size() + events.size())));
            }
            long last = log.append(events);
            assertThat(service.shows(last)).isTrue();
            Map<UUID, JsonNode> shown = new HashMap<>();
            living.stream()
                    .collect(groupingBy(Life::family))
                    .forEach((family, lives) ->
                            shown.putAll(family.shown(lives.stream().map(Life::id).toList())));
            for (int i = 0; i < events.size(); i++) {
                UUID id = events.get(i).id().value();
                JsonNode row = shown.get(id);
                if (row != null) {
                    lastShown.put(id, row);
                }
                recorded.add(
                        new Recorded(
                                last - events.size() + 1 + i,
                                events.get(i),
                                living.get(i).family().type(),
                                row == null,
                                Objects.requireNonNull(lastShown.get(id))));
            }
            living.removeIf(life -> !life.goesOn());
        }
        return recorded;
    }

    private static void wasThatAtEachOfItsEvents(List<Recorded> life) {
        Recorded first = life.getFirst();
        assertThat(find(first, AsOf.position(first.position() - 1))).isEmpty();
        assertThat(find(first, AsOf.time(first.event().at().minus(MICROSECOND)))).isEmpty();
        for (int i = 0; i < life.size(); i++) {
            Recorded then = life.get(i);
            List<AsOf> moments =
                    new ArrayList<>(
                            List.of(AsOf.position(then.position()), AsOf.time(then.event().at())));
            if (i + 1 < life.size()) {
                moments.add(AsOf.position(life.get(i + 1).position() - 1));
            } else {
                moments.add(AsOf.position(states.lastPosition()));
            }
            for (AsOf moment : moments) {
                assertThat(find(then, moment))
                        .as("as of %s", moment)
                        .singleElement()
                        .satisfies(state -> isThat(state, then));
            }
        }
    }

    private static List<ResourceStateView> find(Recorded recorded, AsOf asOf) {
        return states.find(recorded.type(), recorded.id(), null, asOf).stream().toList();
    }

    private static void isThat(ResourceStateView state, Recorded then) {
        assertThat(state.position()).isEqualTo(then.position());
        assertThat(state.at()).isEqualTo(then.event().at());
        assertThat(state.resourceType()).isEqualTo(then.type());
        assertThat(state.resourceId()).isEqualTo(then.id());
        assertThat(state.projectId()).isEqualTo(then.event().projectId());
        assertThat(state.deleted()).isEqualTo(then.deleted());
        assertThat(told(then, state.state())).isEqualTo(told(then, then.shown()));
    }

    // The view keeps the zone of a share instance to itself until the instance has a place.
    private static JsonNode told(Recorded then, JsonNode state) {
        JsonNode told = state.deepCopy();
        if (then.type().equals("share-instance") && told.path("progress").isNull()) {
            ((ObjectNode) told).remove("availability_zone");
        }
        return told;
    }

    /** In pages, of each type and project, with and without those that had ended. */
    private static void listsAreWhatThereWas(List<Recorded> recorded, int number) {
        Map<UUID, Recorded> then = new HashMap<>();
        recorded.subList(0, number + 1).forEach(one -> then.put(one.id(), one));
        Recorded last = recorded.get(number);
        for (Owned owned : recorded.stream().map(Owned::of).collect(toSet())) {
            List<Recorded> there =
                    then.values().stream()
                            .filter(one -> Owned.of(one).equals(owned))
                            .sorted(Comparator.comparing(one -> one.id().toString()))
                            .toList();
            List<Recorded> living = there.stream().filter(one -> !one.deleted()).toList();
            for (AsOf moment :
                    List.of(AsOf.position(last.position()), AsOf.time(last.event().at()))) {
                areThose(pages(owned, moment, true), there);
                areThose(pages(owned, moment, false), living);
            }
        }
    }

    /** What one list is about. */
    private record Owned(String type, @Nullable String project) {

        private static Owned of(Recorded recorded) {
            return new Owned(recorded.type(), recorded.event().projectId());
        }
    }

    private static void areThose(List<ResourceStateView> listed, List<Recorded> there) {
        assertThat(listed)
                .extracting(ResourceStateView::resourceId)
                .containsExactlyElementsOf(there.stream().map(Recorded::id).toList());
        for (int i = 0; i < there.size(); i++) {
            isThat(listed.get(i), there.get(i));
        }
    }

    private static List<ResourceStateView> pages(Owned owned, AsOf asOf, boolean deleted) {
        List<ResourceStateView> all = new ArrayList<>();
        ResourceStateQuery query =
                new ResourceStateQuery(owned.type(), owned.project(), asOf, deleted, null, PAGE);
        while (true) {
            List<ResourceStateView> page = states.list(query);
            all.addAll(page);
            if (page.size() < PAGE) {
                return all;
            }
            assertThat(page).hasSize(PAGE);
            query = query.from(page.getLast().resourceId());
        }
    }

    private final String project = "project-" + UUID.randomUUID();
    private final GroupId group = new GroupId(UUID.randomUUID());

    private GroupCreated created(@Nullable String description, Instant at) {
        return new GroupCreated(
                group,
                project,
                "user-1",
                "first",
                description,
                new GroupTypeId(UUID.randomUUID()),
                List.of(),
                "nova",
                StatusChange.to(null, "available"),
                at);
    }

    private GroupRenamed renamed(String name, Instant at) {
        return new GroupRenamed(group, project, name, null, at);
    }

    private GroupDeleted deleted(Instant at) {
        return new GroupDeleted(group, project, StatusChange.to("available", "deleted"), at);
    }

    private Optional<String> nameAsOf(Instant time) {
        return states.find("group", group.value(), project, AsOf.time(time))
                .map(state -> state.state().path("name").asString());
    }

    private List<UUID> groupsAsOf(AsOf asOf) {
        return states.list(new ResourceStateQuery("group", project, asOf, false, null, 10)).stream()
                .map(ResourceStateView::resourceId)
                .toList();
    }

    @Test
    void itIsThereForItsOwnProjectAndUnderItsOwnTypeOnly() {
        AsOf now = AsOf.position(log.append(created(null, minute(1))));

        assertThat(states.find("group", group.value(), project, now)).isPresent();
        assertThat(states.find("group", group.value(), null, now)).isPresent();
        assertThat(states.find("group", group.value(), "project-2", now)).isEmpty();
        assertThat(states.find("volume", group.value(), project, now)).isEmpty();
        assertThat(states.find("refused-attempt", group.value(), null, now)).isEmpty();
        assertThat(states.find("group", UUID.randomUUID(), null, now)).isEmpty();
        assertThat(groupsAsOf(now)).containsExactly(group.value());
        assertThat(states.list(new ResourceStateQuery("volume", project, now, true, null, 10)))
                .isEmpty();
        assertThat(states.list(new ResourceStateQuery("group", "project-2", now, true, null, 99)))
                .extracting(ResourceStateView::resourceId)
                .doesNotContain(group.value());
    }

    @Test
    void anEventProvesThoseBeforeItWhateverTheirClocksSaid() {
        log.append(created(null, minute(10)), renamed("second", minute(8)), deleted(minute(12)));

        assertThat(nameAsOf(minute(7))).isEmpty();
        assertThat(groupsAsOf(AsOf.time(minute(7)))).isEmpty();
        for (int minute : List.of(8, 9, 10, 11)) {
            assertThat(nameAsOf(minute(minute))).contains("second");
            assertThat(groupsAsOf(AsOf.time(minute(minute)))).containsExactly(group.value());
        }
        assertThat(groupsAsOf(AsOf.time(minute(12)))).isEmpty();
    }

    @Test
    void itIsToldFromTheEventsWhateverTheViewsHave() {
        long position = log.append(created(null, minute(1)));
        assertThat(service.shows(position)).isTrue();
        log.execute("delete from view.volume_group where id = '" + group + "'");
        log.execute("delete from view.status_change where resource_id = '" + group + "'");

        assertThat(groupsAsOf(AsOf.position(position))).containsExactly(group.value());
        assertThat(nameAsOf(minute(1))).contains("first");
    }

    @Test
    void aTextMayHaveWhatTheDatabaseHasNoPlaceFor() {
        String unstorable = "\u0000 \\u0000 \uD83D\uDE00";
        AsOf now = AsOf.position(log.append(created(unstorable, minute(1))));

        assertThat(groupsAsOf(now)).containsExactly(group.value());
        JsonNode state = states.find("group", group.value(), project, now).orElseThrow().state();
        assertThat(state.path("description").asString()).isEqualTo(unstorable);
    }

    @Test
    void limitsThatWereRemovedHaveEndedUntilTheyAreSetAgain() {
        QuotaSetId id = new QuotaSetId(UUID.randomUUID());
        QuotaScope scope = QuotaScope.ofProject(QuotaCatalogue.BLOCK_STORAGE, project);
        long set = log.append(new QuotaLimitsChanged(id, scope, List.of(), minute(1)));
        long removed = log.append(new QuotaLimitsRemoved(id, scope, null, minute(2)));
        long again = log.append(new QuotaLimitsChanged(id, scope, List.of(), minute(3)));

        assertThat(limitsAsOf(set)).containsExactly(id.value());
        assertThat(limitsAsOf(removed)).isEmpty();
        assertThat(states.find("quota-set", id.value(), project, AsOf.position(removed)))
                .get()
                .returns(true, ResourceStateView::deleted)
                .returns(removed, ResourceStateView::position);
        assertThat(limitsAsOf(again)).containsExactly(id.value());
    }

    private List<UUID> limitsAsOf(long position) {
        return states
                .list(
                        new ResourceStateQuery(
                                "quota-set", project, AsOf.position(position), false, null, 1))
                .stream()
                .map(ResourceStateView::resourceId)
                .toList();
    }

    @Test
    void aHistoryTellsTheLimitsThatWereSetAndByWhom() {
        QuotaSetId id = new QuotaSetId(UUID.randomUUID());
        QuotaScope scope = QuotaScope.ofProject(QuotaCatalogue.BLOCK_STORAGE, project);
        Origin bob =
                new Origin(
                        Cause.REQUEST,
                        new Actor("bob", "admins", List.of("admin"), "192.0.2.9"),
                        "req-b",
                        null);
        QuotaLimit limit = new QuotaLimit(QuotaResource.VOLUMES, null, null, 7);
        long set =
                log.append(
                        bob, List.of(new QuotaLimitsChanged(id, scope, List.of(limit), minute(1))));
        long removed = log.append(new QuotaLimitsRemoved(id, scope, null, minute(2)));
        StatusHistoryReads histories = service.get(StatusHistoryReads.class);

        List<OtherChangeView> told = histories.othersOf("quota-set", id.value(), project);
        assertThat(told)
                .extracting(OtherChangeView::position, OtherChangeView::eventName)
                .containsExactly(
                        tuple(set, "quota-set.limits-changed"),
                        tuple(removed, "quota-set.limits-removed"));
        assertThat(told.getFirst())
                .returns(bob.actor(), OtherChangeView::actor)
                .returns(bob.cause(), OtherChangeView::cause)
                .returns("req-b", OtherChangeView::requestId)
                .returns(minute(1), OtherChangeView::at)
                .returns(project, OtherChangeView::projectId);
        JsonNode changed = told.getFirst().changed();
        assertThat(changed.propertyNames()).containsExactlyInAnyOrder("scope", "limits");
        assertThat(changed.at("/limits/0/limit").asInt()).isEqualTo(7);
        assertThat(histories.othersOf("quota-set", id.value(), null)).isEqualTo(told);
        assertThat(histories.othersOf("quota-set", id.value(), "project-2")).isEmpty();
        assertThat(histories.othersOf("share-instance", id.value(), null)).isEmpty();
        assertThat(histories.othersOf("volume", id.value(), null)).isEmpty();
        assertThat(histories.of("quota-set", id.value(), null)).isEmpty();
    }

    @Test
    void andHowAReplicaComparesWithTheOthers() {
        ShareInstanceId replica = new ShareInstanceId(UUID.randomUUID());
        log.append(
                new ShareInstanceReplicaStateChanged(
                        replica,
                        project,
                        new ShareId(UUID.randomUUID()),
                        ReplicaState.IN_SYNC,
                        ReplicaState.OUT_OF_SYNC,
                        "the link is slow",
                        minute(1)));

        assertThat(
                        service.get(StatusHistoryReads.class)
                                .othersOf("share-instance", replica.value(), project))
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.reason()).isEqualTo("the link is slow");
                    assertThat(change.changed().path("from").asString()).isEqualTo("in_sync");
                    assertThat(change.changed().path("to").asString()).isEqualTo("out_of_sync");
                    assertThat(change.changed().propertyNames())
                            .containsExactlyInAnyOrder("share_id", "from", "to");
                });
    }
}
