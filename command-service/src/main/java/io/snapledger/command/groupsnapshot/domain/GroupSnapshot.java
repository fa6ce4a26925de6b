package io.snapledger.command.groupsnapshot.domain;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.markDeleted;

import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.groupsnapshot.GroupSnapshotCommand.CreateGroupSnapshot;
import io.snapledger.contract.groupsnapshot.GroupSnapshotCommand.DeleteGroupSnapshot;
import io.snapledger.contract.groupsnapshot.GroupSnapshotCommand.FailOverdueGroupSnapshot;
import io.snapledger.contract.groupsnapshot.GroupSnapshotCommand.ResetGroupSnapshotStatus;
import io.snapledger.contract.groupsnapshot.GroupSnapshotEvent;
import io.snapledger.contract.groupsnapshot.GroupSnapshotEvent.GroupSnapshotDeleted;
import io.snapledger.contract.groupsnapshot.GroupSnapshotEvent.GroupSnapshotDeletionFailed;
import io.snapledger.contract.groupsnapshot.GroupSnapshotEvent.GroupSnapshotDeletionRequested;
import io.snapledger.contract.groupsnapshot.GroupSnapshotEvent.GroupSnapshotFailed;
import io.snapledger.contract.groupsnapshot.GroupSnapshotEvent.GroupSnapshotRequested;
import io.snapledger.contract.groupsnapshot.GroupSnapshotEvent.GroupSnapshotStatusReset;
import io.snapledger.contract.groupsnapshot.GroupSnapshotEvent.GroupSnapshotTaken;
import io.snapledger.contract.groupsnapshot.GroupSnapshotEvent.Member;
import io.snapledger.contract.groupsnapshot.GroupSnapshotId;
import io.snapledger.contract.groupsnapshot.GroupSnapshotOutcome.MemberResult;
import io.snapledger.contract.groupsnapshot.GroupSnapshotRefused.StatusForbids;
import io.snapledger.contract.groupsnapshot.GroupSnapshotStatus;
import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.outcome.WorkResult;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.snapshot.SnapshotId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.jspecify.annotations.Nullable;

/** A group snapshot: one snapshot of each volume its group had when it was asked for. */
@AggregateRoot(type = "group-snapshot")
public class GroupSnapshot {

    // A reason is read by people; the members' own histories have the rest.
    private static final int REASONS_TOLD = 3;

    @AggregateIdentifier private GroupSnapshotId id;
    private String projectId;
    private GroupId groupId;
    private List<Member> members;
    private GroupSnapshotStatus status;
    private Instant since;
    // What storage was asked for. A status set by hand, or by a deadline, recalls none of it: its
    // outcome still says whether there are members.
    private @Nullable UUID creation;
    private @Nullable UUID lastDeletion;
    private Map<UUID, List<Member>> deletions = new LinkedHashMap<>();

    @SuppressWarnings("NullAway.Init") // Axon fills it from the events
    protected GroupSnapshot() {}

    @SuppressWarnings("NullAway.Init")
    public GroupSnapshot(
            CreateGroupSnapshot command, GroupTypeId groupTypeId, List<Member> members) {
        apply(
                new GroupSnapshotRequested(
                        command.id(),
                        command.projectId(),
                        command.userId(),
                        command.groupId(),
                        groupTypeId,
                        command.name(),
                        command.description(),
                        members,
                        command.workId(),
                        StatusChange.to(null, GroupSnapshotStatus.CREATING.word()),
                        command.at()));
    }

    /**
     * Asks for its end.
     *
     * @param left the members that are still there
     */
    public void requestDeletion(DeleteGroupSnapshot command, List<Member> left) {
        switch (status) {
            case AVAILABLE, ERROR ->
                    apply(
                            new GroupSnapshotDeletionRequested(
                                    id,
                                    projectId,
                                    left,
                                    command.workId(),
                                    change(GroupSnapshotStatus.DELETING, command.reason()),
                                    command.at()));
            case CREATING, DELETING, DELETED, UPDATING, ERROR_DELETING ->
                    throw new RefusedException(new StatusForbids(id, "delete", status));
        }
    }

    /** Sets any status. */
    public void resetStatus(ResetGroupSnapshotStatus command) {
        apply(
                new GroupSnapshotStatusReset(
                        id, projectId, change(command.status(), command.reason()), command.at()));
    }

    /**
     * Takes an agent's word on work that it was asked for; on any other it changes nothing.
     *
     * @param results of members that failed, or that are now what their result says
     */
    public void record(UUID workId, List<MemberResult> results, Instant at) {
        List<Member> toGo = deletions.get(workId);
        if (toGo != null) {
            recordDeletion(workId, failures(toGo, results), at);
        } else if (workId.equals(creation)) {
            recordCreation(failures(members, results), at);
        }
    }

    private void recordDeletion(UUID workId, @Nullable String failures, Instant at) {
        if (failures == null) {
            apply(
                    new GroupSnapshotDeleted(
                            id, projectId, change(GroupSnapshotStatus.DELETED, null), at));
        } else if (status == GroupSnapshotStatus.DELETING && workId.equals(lastDeletion)) {
            fail(true, failures, at);
        }
    }

    private void recordCreation(@Nullable String failures, Instant at) {
        if (failures == null) {
            if (status == GroupSnapshotStatus.CREATING) {
                apply(
                        new GroupSnapshotTaken(
                                id, projectId, change(GroupSnapshotStatus.AVAILABLE, null), at));
            }
        } else if (!status.claimsNothing()) {
            fail(false, failures, at);
        }
    }

    /** Whether the wait that the command names still goes on. */
    public boolean isOverdue(FailOverdueGroupSnapshot command) {
        return status == command.status() && since.equals(command.since());
    }

    /** Ends a wait that has lasted too long. */
    public void failOverdue(FailOverdueGroupSnapshot command, String reason) {
        if (isOverdue(command)) {
            fail(status == GroupSnapshotStatus.DELETING, reason, command.at());
        }
    }

    private void fail(boolean deletion, String reason, Instant at) {
        StatusChange change = change(GroupSnapshotStatus.ERROR, reason);
        apply(
                deletion
                        ? new GroupSnapshotDeletionFailed(id, projectId, change, at)
                        : new GroupSnapshotFailed(id, projectId, change, at));
    }

    // Null if every member that was worked on succeeded.
    private static @Nullable String failures(List<Member> asked, List<MemberResult> said) {
        Map<SnapshotId, WorkResult> results =
                said.stream()
                        .collect(
                                Collectors.toMap(
                                        MemberResult::snapshotId,
                                        MemberResult::result,
                                        (first, _) -> first));
        List<String> failed =
                asked.stream()
                        .map(member -> failure(member, results.get(member.snapshotId())))
                        .flatMap(List::stream)
                        .toList();
        if (failed.isEmpty()) {
            return null;
        }
        String told = failed.stream().limit(REASONS_TOLD).collect(Collectors.joining("; "));
        return "%d of %d members failed: %s%s"
                .formatted(
                        failed.size(),
                        asked.size(),
                        told,
                        failed.size() > REASONS_TOLD ? "; …" : "");
    }

    private static List<String> failure(Member member, @Nullable WorkResult result) {
        if (result == null) {
            return List.of(
                    "volume " + member.volumeId() + ": it has no result that was waited for");
        }
        return result.succeeded()
                ? List.of()
                : List.of("volume " + member.volumeId() + ": " + result.reason());
    }

    private StatusChange change(GroupSnapshotStatus to, @Nullable String reason) {
        return new StatusChange(status.word(), to.word(), reason);
    }

    @EventSourcingHandler
    void on(GroupSnapshotEvent event) {
        id = event.id();
        projectId = event.projectId();
        status = GroupSnapshotStatus.of(event.change().to()).orElseThrow();
        since = event.at().truncatedTo(ChronoUnit.MICROS); // as PostgreSQL keeps it
        switch (event) {
            case GroupSnapshotRequested requested -> {
                groupId = requested.groupId();
                members = requested.members();
                creation = requested.workId();
            }
            case GroupSnapshotTaken _ -> creation = null;
            case GroupSnapshotDeletionRequested requested -> {
                deletions.put(requested.workId(), requested.members());
                lastDeletion = requested.workId();
            }
            case GroupSnapshotFailed _,
                    GroupSnapshotDeletionFailed _,
                    GroupSnapshotStatusReset _ -> {}
            case GroupSnapshotDeleted _ -> markDeleted();
        }
    }

    public GroupId groupId() {
        return groupId;
    }

    public GroupSnapshotStatus status() {
        return status;
    }

    public List<Member> members() {
        return members;
    }
}
