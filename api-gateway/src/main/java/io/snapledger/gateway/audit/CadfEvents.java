package io.snapledger.gateway.audit;

import io.snapledger.contract.origin.Actor;
import io.snapledger.contract.origin.Cause;
import io.snapledger.gateway.audit.CadfEvent.Attachment;
import io.snapledger.gateway.audit.CadfEvent.Change;
import io.snapledger.gateway.audit.CadfEvent.Host;
import io.snapledger.gateway.audit.CadfEvent.Initiator;
import io.snapledger.gateway.audit.CadfEvent.Observer;
import io.snapledger.gateway.audit.CadfEvent.Reason;
import io.snapledger.gateway.audit.CadfEvent.Target;
import io.snapledger.gateway.trail.ActorBody;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Status changes as events of the Cloud Auditing Data Federation: DSP0262, with its taxonomies as
 * pycadf/cadftaxonomy.py has them. What is no word of a taxonomy is a path below one, as the
 * standard lets its profiles do.
 */
@Component
final class CadfEvents {

    private static final String TYPE = "http://schemas.dmtf.org/cloud/audit/1.0/event";
    private static final String ACTIVITY = "activity";

    /** pycadf/cadftaxonomy.py, ACCOUNT_USER; Keystone's initiators are of this type. */
    private static final String USER = "service/security/account/user";

    private static final String STORAGE = "service/storage";
    private static final String CAUSE = "snapledger:cause";

    /**
     * Who is not told. keystonemiddleware/audit/_api.py, _create_event(), says the same of who is
     * not known.
     */
    private static final String UNKNOWN = "unknown";

    private static final ActorBody SERVICE =
            new ActorBody(
                    Actor.SERVICE.userId(),
                    Actor.SERVICE.projectId(),
                    Actor.SERVICE.roles(),
                    Actor.SERVICE.address());

    /** What each type of resource is. */
    static final Map<String, String> TARGETS =
            Map.ofEntries(
                    Map.entry("volume", "storage/volume"),
                    Map.entry("snapshot", "storage/volume/snapshot"),
                    Map.entry("group", "storage/volume/group"),
                    Map.entry("group-snapshot", "storage/volume/group/snapshot"),
                    Map.entry("volume-type", "storage/volume/type"),
                    Map.entry("group-type", "storage/volume/group/type"),
                    Map.entry("share", "storage/directory/share"),
                    Map.entry("share-instance", "storage/directory/share/instance"),
                    Map.entry("share-snapshot", "storage/directory/share/snapshot"),
                    Map.entry(
                            "share-snapshot-instance", "storage/directory/share/snapshot/instance"),
                    Map.entry("share-type", "storage/directory/share/type"));

    private static final String CREATE = "create";
    private static final String UPDATE = "update";
    private static final String DELETE = "delete";
    private static final String EXTEND = "update/extend";
    private static final String STATUS = "update/status";

    /** What was being done, by the last word of an event's stored name. */
    static final Map<String, String> ACTIONS =
            Map.ofEntries(
                    Map.entry("requested", CREATE),
                    Map.entry("from-source-requested", CREATE),
                    Map.entry("copy-requested", CREATE),
                    Map.entry("created", CREATE),
                    Map.entry("completed", CREATE),
                    Map.entry("taken", CREATE),
                    Map.entry("failed", CREATE),
                    Map.entry("creation-failed", CREATE),
                    Map.entry("deletion-requested", DELETE),
                    Map.entry("cascade-requested", DELETE),
                    Map.entry("deleted", DELETE),
                    Map.entry("deletion-failed", DELETE),
                    Map.entry("extension-requested", EXTEND),
                    Map.entry("extended", EXTEND),
                    Map.entry("extension-failed", EXTEND),
                    Map.entry("status-reset", STATUS),
                    Map.entry("status-reported", STATUS),
                    Map.entry("updated", UPDATE),
                    Map.entry("specs-set", UPDATE),
                    Map.entry("spec-removed", UPDATE),
                    Map.entry("access-added", UPDATE),
                    Map.entry("access-removed", UPDATE));

    private final String observer;

    CadfEvents(AuditProperties properties) {
        observer = properties.observerId().toString();
    }

    /** A change, as its reader is told of it. */
    CadfEvent of(HistoryBody.Change change) {
        return new CadfEvent(
                TYPE,
                ACTIVITY,
                change.eventId(),
                time(change.at()),
                action(change),
                outcome(change),
                initiator(change),
                new Target(
                        change.resourceId(), targetType(change.resourceType()), change.projectId()),
                new Observer(observer, observerType(change.resourceType()), Actor.SERVICE.userId()),
                new Reason(CAUSE, change.cause()),
                change.event(),
                tags(change),
                List.of(attachment(change)));
    }

    // pycadf/timestamp.py: an offset, and no Z.
    private static String time(String at) {
        return at.replace("Z", "+00:00");
    }

    private static String action(HistoryBody.Change change) {
        String name = change.event();
        String known = ACTIONS.get(name.substring(name.lastIndexOf('.') + 1));
        return known == null ? byStatus(change) : known;
    }

    // What follows the status of others, or was in a passing one for too long, says by its status
    // what was being done.
    private static String byStatus(HistoryBody.Change change) {
        if (change.from() == null
                || change.from().equals("creating")
                || change.to().equals("creating")) {
            return CREATE;
        }
        if (change.from().equals("deleting")
                || change.to().equals("deleting")
                || change.to().equals("deleted")) {
            return DELETE;
        }
        if (change.from().equals("extending") || change.to().equals("extending")) {
            return EXTEND;
        }
        return STATUS;
    }

    private static String outcome(HistoryBody.Change change) {
        if (Cause.of(change.cause()) == Cause.ADMINISTRATOR) {
            // Who sets a resource to error by hand has done what was intended.
            return "success";
        }
        if (change.to().startsWith("error")) {
            return "failure";
        }
        return change.to().endsWith("ing") ? "pending" : "success";
    }

    private static Initiator initiator(HistoryBody.Change change) {
        ActorBody actor = change.actor();
        boolean isUser = Cause.of(change.cause()) != Cause.AGENT && !actor.equals(SERVICE);
        // No credential and no domain: tokens are never kept, and events do not have domains.
        return new Initiator(
                Objects.requireNonNullElse(actor.userId(), UNKNOWN),
                isUser ? USER : STORAGE,
                actor.address() == null ? null : new Host(actor.address()),
                actor.projectId(),
                change.requestId(),
                change.globalRequestId(),
                actor.roles().isEmpty()
                        ? null
                        : List.of(new Attachment("snapledger:roles", "roles", actor.roles())));
    }

    private static String targetType(String resourceType) {
        return TARGETS.getOrDefault(resourceType, "storage/" + resourceType);
    }

    private static String observerType(String resourceType) {
        return resourceType.startsWith("share") ? STORAGE + "/file" : STORAGE + "/block";
    }

    // pycadf/tag.py, generate_name_value_tag()
    private static List<String> tags(HistoryBody.Change change) {
        return List.of(
                tag("from", change.from()),
                tag("to", change.to()),
                tag("position", Long.toString(change.position())));
    }

    private static String tag(String name, @Nullable String value) {
        return name + "?value=" + (value == null ? "" : value);
    }

    private static Attachment attachment(HistoryBody.Change change) {
        return new Attachment(
                "snapledger:status-change",
                "status_change",
                new Change(
                        change.position(),
                        change.event(),
                        change.from(),
                        change.to(),
                        change.cause(),
                        change.reason()));
    }
}
