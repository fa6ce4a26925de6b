package io.snapledger.command.statemachine;

import io.snapledger.command.sharesnapshotinstance.domain.ShareSnapshotInstance;
import io.snapledger.contract.outcome.AgentIdentity;
import io.snapledger.contract.outcome.WorkResult;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.share.ShareId;
import io.snapledger.contract.shareinstance.ShareInstanceId;
import io.snapledger.contract.sharesnapshot.ShareSnapshotId;
import io.snapledger.contract.sharesnapshot.ShareSnapshotStatus;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceCommand.FailOverdueShareSnapshotInstance;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceEvent.ShareSnapshotInstanceDeletionRequested;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceEvent.ShareSnapshotInstanceRequested;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceEvent.ShareSnapshotInstanceStatusReset;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceEvent.ShareSnapshotInstanceTaken;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceId;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

final class ShareSnapshotInstanceMachine implements Machine<ShareSnapshotInstance> {

    private static final ShareSnapshotInstanceId ID =
            new ShareSnapshotInstanceId(UUID.randomUUID());
    private static final ShareSnapshotId SNAPSHOT = new ShareSnapshotId(UUID.randomUUID());
    private static final ShareId SHARE = new ShareId(UUID.randomUUID());
    private static final ShareInstanceId ON = new ShareInstanceId(UUID.randomUUID());
    private static final String HOST = "snapledger@alpha#alpha";

    @Override
    public String name() {
        return "share-snapshot-instance";
    }

    @Override
    public Class<ShareSnapshotInstance> type() {
        return ShareSnapshotInstance.class;
    }

    @Override
    public String id() {
        return ID.toString();
    }

    @Override
    public List<Object> historyOf(String status, String happens) {
        List<Object> history = new ArrayList<>();
        boolean creation = happens.startsWith("creation");
        history.add(
                new ShareSnapshotInstanceRequested(
                        ID,
                        "project",
                        SNAPSHOT,
                        SHARE,
                        ON,
                        1,
                        HOST,
                        creation ? WORK : UUID.randomUUID(),
                        StatusChange.to(null, "creating"),
                        AT));
        String last = "creating";
        if (!creation && !status.equals("creating")) {
            last = "available";
            history.add(
                    new ShareSnapshotInstanceTaken(
                            ID,
                            "project",
                            "there",
                            List.of(),
                            StatusChange.to("creating", "available"),
                            AT));
        }
        boolean forced = happens.startsWith("forced");
        boolean deletion = forced || happens.startsWith("deletion");
        if (deletion || status.equals("deleting")) {
            history.add(
                    new ShareSnapshotInstanceDeletionRequested(
                            ID,
                            "project",
                            SNAPSHOT,
                            SHARE,
                            ON,
                            HOST,
                            "there",
                            forced,
                            deletion ? WORK : UUID.randomUUID(),
                            StatusChange.to(last, "deleting"),
                            AT));
            last = "deleting";
        }
        if (!last.equals(status)) {
            history.add(
                    new ShareSnapshotInstanceStatusReset(
                            ID, "project", StatusChange.to(last, status), AT));
        }
        return history;
    }

    @Override
    public void happen(
            ShareSnapshotInstance aggregate,
            String happens,
            String status,
            @Nullable String asked) {
        switch (happens) {
            case "delete" -> aggregate.requestDeletion(false, null, UUID.randomUUID(), AT);
            case "reset_status" ->
                    aggregate.resetStatus(
                            ShareSnapshotStatus.of(String.valueOf(asked)).orElseThrow(), null, AT);
            case "creation: done", "deletion: done" ->
                    aggregate.record(outcome(WorkResult.done("there")), true, AT);
            case "creation: failed", "deletion: failed", "forced deletion: failed" ->
                    aggregate.record(outcome(WorkResult.failed(REASON, 0)), true, AT);
            case "its replica is promoted" -> aggregate.interrupt(REASON, AT);
            case "its share instance is gone" -> aggregate.end(null, AT);
            case "deadline" ->
                    aggregate.failOverdue(
                            new FailOverdueShareSnapshotInstance(
                                    ID,
                                    status.equals("deleting")
                                            ? ShareSnapshotStatus.DELETING
                                            : ShareSnapshotStatus.CREATING,
                                    AT,
                                    AT),
                            REASON);
            default -> throw new IllegalArgumentException(happens);
        }
    }

    private static ShareSnapshotInstanceOutcome outcome(WorkResult result) {
        return new ShareSnapshotInstanceOutcome(
                ID,
                WORK,
                result,
                List.of(),
                new AgentIdentity(UUID.randomUUID(), HOST),
                "req-test",
                AT);
    }

    @Override
    public List<String> statusesToAskFor() {
        return ShareSnapshotStatus.SET_BY_HAND.stream().map(ShareSnapshotStatus::word).toList();
    }
}
