package io.snapledger.gateway.audit;

import static io.snapledger.gateway.audit.ToldToAdministrators.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.EventNames;
import io.snapledger.contract.audit.StatusChangeView;
import io.snapledger.contract.origin.Actor;
import io.snapledger.contract.origin.Cause;
import io.snapledger.contract.resource.ChangesStatus;
import io.snapledger.contract.resource.FollowsStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The rules are those of DSP0262 1.0.0, and of pycadf's own validation. */
class CadfEventsTest {

    /** The action taxonomy: DSP0262; pycadf/cadftaxonomy.py, ACTION_TAXONOMY. */
    private static final Set<String> ACTIONS =
            Set.of(
                    "backup",
                    "capture",
                    "create",
                    "configure",
                    "read",
                    "list",
                    "update",
                    "delete",
                    "monitor",
                    "start",
                    "stop",
                    "deploy",
                    "undeploy",
                    "enable",
                    "disable",
                    "send",
                    "receive",
                    "authenticate",
                    "revoke",
                    "renew",
                    "restore",
                    "evaluate",
                    "allow",
                    "deny",
                    "notify",
                    "unknown");

    /** Of the resource taxonomy of DSP0262 and pycadf/cadftaxonomy.py, what is used here. */
    private static final Set<String> RESOURCES =
            Set.of(
                    "storage/volume",
                    "storage/directory",
                    "service/storage",
                    "service/security/account/user");

    private static final Set<String> OUTCOMES = Set.of("success", "failure", "pending", "unknown");

    private static final Set<String> MEMBERS =
            Set.of(
                    "typeURI",
                    "eventType",
                    "id",
                    "eventTime",
                    "initiator",
                    "initiatorId",
                    "action",
                    "target",
                    "targetId",
                    "outcome",
                    "reason",
                    "severity",
                    "name",
                    "measurements",
                    "tags",
                    "attachments",
                    "observer",
                    "observerId",
                    "reporterchain");

    private static final Actor USER =
            new Actor("alice", "d0", List.of("member", "reader"), "192.0.2.7");
    private static final Actor AGENT = new Actor("host-1", null, List.of(), null);

    private final CadfEvents events =
            new CadfEvents(
                    new AuditProperties(
                            new AuditProperties.Exports(1, 1, Duration.ofSeconds(1)),
                            new AuditProperties.Streams(
                                    1,
                                    1,
                                    Duration.ofSeconds(1),
                                    Duration.ofSeconds(1),
                                    Duration.ofSeconds(1)),
                            UUID.fromString("11111111-2222-4333-8444-555555555555")));

    private static StatusChangeView change(
            String event,
            @Nullable String from,
            String to,
            Cause cause,
            Actor actor,
            @Nullable String reason) {
        return new StatusChangeView(
                UUID.fromString("00000000-0000-4000-8000-000000000008"),
                77,
                Instant.parse("2026-11-21T18:15:25.000123Z"),
                event,
                EventNames.resourceType(event),
                UUID.fromString("66666666-0000-4000-8000-000000000001"),
                "d0",
                from,
                to,
                cause,
                reason,
                actor,
                "req-00000000-0000-4000-8000-000000000001",
                null);
    }

    private JsonNode written(StatusChangeView change) {
        return JsonMapper.shared()
                .readTree(new String(Lines.of(events.of(told(change))), StandardCharsets.UTF_8));
    }

    @Test
    void anEventLooksLikeThis() {
        String line =
                new String(
                        Lines.of(
                                events.of(
                                        told(
                                                change(
                                                        "share-snapshot-instance.failed",
                                                        "creating",
                                                        "error",
                                                        Cause.REQUEST,
                                                        USER,
                                                        "no\nspace")))),
                        StandardCharsets.UTF_8);

        assertThat(line)
                .isEqualTo(
                        "{\"typeURI\": \"http://schemas.dmtf.org/cloud/audit/1.0/event\","
                                + " \"eventType\": \"activity\", \"id\":"
                                + " \"00000000-0000-4000-8000-000000000008\", \"eventTime\":"
                                + " \"2026-11-21T18:15:25.000123+00:00\", \"action\": \"create\","
                                + " \"outcome\": \"failure\", \"initiator\": {\"id\": \"alice\","
                                + " \"typeURI\": \"service/security/account/user\", \"host\":"
                                + " {\"address\": \"192.0.2.7\"}, \"project_id\": \"d0\","
                                + " \"request_id\": \"req-00000000-0000-4000-8000-000000000001\","
                                + " \"attachments\": [{\"typeURI\": \"snapledger:roles\", \"name\":"
                                + " \"roles\", \"content\": [\"member\", \"reader\"]}]},"
                                + " \"target\": {\"id\": \"66666666-0000-4000-8000-000000000001\","
                                + " \"typeURI\": \"storage/directory/share/snapshot/instance\","
                                + " \"project_id\": \"d0\"}, \"observer\": {\"id\":"
                                + " \"11111111-2222-4333-8444-555555555555\", \"typeURI\":"
                                + " \"service/storage/file\", \"name\": \"snapledger\"},"
                                + " \"reason\": {\"reasonType\": \"snapledger:cause\","
                                + " \"reasonCode\": \"request\"}, \"name\":"
                                + " \"share-snapshot-instance.failed\", \"tags\":"
                                + " [\"from?value=creating\", \"to?value=error\","
                                + " \"position?value=77\"], \"attachments\": [{\"typeURI\":"
                                + " \"snapledger:status-change\", \"name\": \"status_change\","
                                + " \"content\": {\"position\": 77, \"event\":"
                                + " \"share-snapshot-instance.failed\", \"from\": \"creating\","
                                + " \"to\": \"error\", \"cause\": \"request\", \"reason\":"
                                + " \"no\\nspace\"}}]}");
    }

    static Stream<String> statusChanges() {
        return EventNames.all().entrySet().stream()
                .filter(event -> ChangesStatus.class.isAssignableFrom(event.getValue()))
                .map(event -> event.getKey())
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("statusChanges")
    void everyEventThatChangesAStatusKeepsToTheStandard(String event) {
        for (StatusChangeView change :
                List.of(
                        change(event, null, "creating", Cause.REQUEST, USER, null),
                        change(event, "creating", "available", Cause.AGENT, AGENT, null),
                        change(event, "deleting", "error", Cause.DEADLINE, Actor.SERVICE, "late"),
                        change(event, "error", "available", Cause.ADMINISTRATOR, USER, "ok"))) {
            assertThat(violations(written(change))).as(written(change).toString()).isEmpty();
        }
    }

    @Test
    void everyTypeAndEveryWordOfAnEventHasAPlaceInTheTaxonomies() {
        Set<String> words = new TreeSet<>();
        EventNames.all()
                .forEach((name, type) -> {
                    // What follows others' statuses has no other word, and the last is told by the
                    // status.
                    if (ChangesStatus.class.isAssignableFrom(type)
                            && !FollowsStatus.class.isAssignableFrom(type)
                            && !name.endsWith(".overdue")) {
                        words.add(name.substring(name.indexOf('.') + 1));
                    }
                });

        assertThat(CadfEvents.ACTIONS.keySet()).containsAll(words);
        assertThat(CadfEvents.TARGETS.keySet())
                .containsExactlyInAnyOrderElementsOf(ResourceTypes.ALL);
    }

    /** What of an event breaks a rule. */
    private static List<String> violations(JsonNode event) {
        List<String> wrong = new ArrayList<>();
        check(wrong, MEMBERS.containsAll(event.propertyNames()), "a member of no standard");
        check(
                wrong,
                text(event, "typeURI").equals("http://schemas.dmtf.org/cloud/audit/1.0/event"),
                "typeURI");
        check(wrong, text(event, "eventType").equals("activity"), "eventType");
        check(wrong, text(event, "id").matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"), "id");
        String time = text(event, "eventTime");
        check(
                wrong,
                time.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}[+-]\\d\\d:\\d\\d"),
                "eventTime");
        check(wrong, isBelowOneOf(ACTIONS, text(event, "action")), "action");
        check(wrong, OUTCOMES.contains(text(event, "outcome")), "outcome");
        for (String resource : List.of("initiator", "target", "observer")) {
            check(wrong, !event.has(resource + "Id"), resource + " twice");
            JsonNode node = event.path(resource);
            check(wrong, !text(node, "id").isEmpty(), resource + " without an id");
            check(wrong, isBelowOneOf(RESOURCES, text(node, "typeURI")), resource + " of no type");
            check(wrong, !node.has("credential"), "a credential");
            attachments(wrong, node.path("attachments"));
        }
        JsonNode reason = event.path("reason");
        check(wrong, text(reason, "reasonType").indexOf(':') > 0, "reasonType is no URI");
        check(wrong, !text(reason, "reasonCode").isEmpty(), "reasonCode");
        check(wrong, event.path("tags").valueStream().allMatch(JsonNode::isString), "tags");
        attachments(wrong, event.path("attachments"));
        return wrong;
    }

    private static void attachments(List<String> wrong, JsonNode attachments) {
        for (JsonNode attachment : attachments) {
            check(
                    wrong,
                    Set.copyOf(attachment.propertyNames())
                            .equals(Set.of("typeURI", "name", "content")),
                    "an attachment of " + attachment.propertyNames());
        }
    }

    private static void check(List<String> wrong, boolean holds, String what) {
        if (!holds) {
            wrong.add(what);
        }
    }

    private static String text(JsonNode node, String member) {
        return node.path(member).asString("");
    }

    private static boolean isBelowOneOf(Set<String> taxonomy, String path) {
        return taxonomy.stream().anyMatch(word -> path.equals(word) || path.startsWith(word + "/"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    group-snapshot.requested | - | creating | REQUEST | create | pending
                    group-snapshot.taken | creating | available | AGENT | create | success
                    group-snapshot.failed | creating | error | AGENT | create | failure
                    group-snapshot.deletion-requested | available | deleting | REQUEST | delete | pending
                    group-snapshot.deleted | deleting | deleted | AGENT | delete | success
                    group-snapshot.deletion-failed | deleting | error_deleting | AGENT | delete | failure
                    group-snapshot.status-reset | available | error | ADMINISTRATOR | update/status | success
                    volume.extension-requested | available | extending | REQUEST | update/extend | pending
                    volume.extension-failed | extending | error_extending | AGENT | update/extend | failure
                    share.status-followed | creating | available | AGENT | create | success
                    share.status-followed | available | deleting | REQUEST | delete | pending
                    share.status-followed | available | error | ADMINISTRATOR | update/status | success
                    group.overdue | deleting | error | DEADLINE | delete | failure
                    group.overdue | creating | error | DEADLINE | create | failure
                    volume-type.specs-set | available | available | REQUEST | update | success
                    """)
    void whatWasDoneAndWhatCameOfItIsTold(
            String event,
            @Nullable String from,
            String to,
            Cause cause,
            String action,
            String outcome) {
        JsonNode written = written(change(event, from, to, cause, USER, null));

        assertThat(text(written, "action")).isEqualTo(action);
        assertThat(text(written, "outcome")).isEqualTo(outcome);
    }

    @Test
    void whoActedIsAUserOrStorage() {
        assertThat(initiatorType(Cause.REQUEST, USER)).isEqualTo("service/security/account/user");
        assertThat(initiatorType(Cause.ADMINISTRATOR, USER))
                .isEqualTo("service/security/account/user");
        assertThat(initiatorType(Cause.AGENT, AGENT)).isEqualTo("service/storage");
        assertThat(initiatorType(Cause.DEADLINE, Actor.SERVICE)).isEqualTo("service/storage");
    }

    private String initiatorType(Cause cause, Actor actor) {
        return text(
                written(change("volume.created", "creating", "available", cause, actor, null))
                        .path("initiator"),
                "typeURI");
    }
}
