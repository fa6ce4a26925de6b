package io.snapledger.command.statemachine;

import io.snapledger.command.shareinstance.domain.ShareInstance;
import io.snapledger.contract.outcome.AgentIdentity;
import io.snapledger.contract.outcome.WorkResult;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.share.ShareId;
import io.snapledger.contract.share.ShareStatus;
import io.snapledger.contract.shareinstance.ShareInstanceCommand.FailOverdueShareInstance;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceCreated;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceDeletionRequested;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceExtensionRequested;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceRequested;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceStatusReset;
import io.snapledger.contract.shareinstance.ShareInstanceId;
import io.snapledger.contract.shareinstance.ShareInstanceOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

final class ShareInstanceMachine implements Machine<ShareInstance> {

    private static final ShareInstanceId ID = new ShareInstanceId(UUID.randomUUID());
    private static final ShareId SHARE = new ShareId(UUID.randomUUID());
    private static final String HOST = "snapledger@alpha#alpha";
    private static final AgentIdentity AGENT = new AgentIdentity(UUID.randomUUID(), HOST);

    @Override
    public String name() {
        return "share-instance";
    }

    @Override
    public Class<ShareInstance> type() {
        return ShareInstance.class;
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
                new ShareInstanceRequested(
                        ID,
                        "project",
                        SHARE,
                        null,
                        "NFS",
                        1,
                        "nova",
                        HOST,
                        null,
                        null,
                        creation ? WORK : UUID.randomUUID(),
                        StatusChange.to(null, "creating"),
                        AT));
        String last = "creating";
        if (!creation && !status.equals("creating")) {
            last = "available";
            history.add(
                    new ShareInstanceCreated(
                            ID,
                            "project",
                            AGENT,
                            "there",
                            List.of(),
                            StatusChange.to("creating", "available"),
                            AT));
        }
        if (happens.startsWith("extension") || status.equals("extending")) {
            history.add(
                    new ShareInstanceExtensionRequested(
                            ID,
                            "project",
                            SHARE,
                            2,
                            2,
                            HOST,
                            happens.startsWith("extension") ? WORK : UUID.randomUUID(),
                            StatusChange.to(last, "extending"),
                            AT));
            last = "extending";
        }
        boolean forced = happens.startsWith("forced");
        boolean deletion = forced || happens.startsWith("deletion");
        if (deletion || status.equals("deleting")) {
            history.add(
                    new ShareInstanceDeletionRequested(
                            ID,
                            "project",
                            SHARE,
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
                    new ShareInstanceStatusReset(ID, "project", StatusChange.to(last, status), AT));
        }
        return history;
    }

    @Override
    public void happen(
            ShareInstance aggregate, String happens, String status, @Nullable String asked) {
        switch (happens) {
            case "delete" -> aggregate.requestDeletion(false, null, UUID.randomUUID(), AT);
            case "reset_status" ->
                    aggregate.resetStatus(
                            ShareStatus.of(String.valueOf(asked)).orElseThrow(), null, AT);
            case "creation: done", "extension: done", "deletion: done" ->
                    aggregate.record(outcome(WorkResult.done("there")), AT);
            case "creation: failed",
                    "extension: failed",
                    "deletion: failed",
                    "forced deletion: failed" ->
                    aggregate.record(outcome(WorkResult.failed(REASON, 0)), AT);
            case "deadline" ->
                    aggregate.failOverdue(
                            new FailOverdueShareInstance(ID, waitIn(status), AT, AT), REASON);
            default -> throw new IllegalArgumentException(happens);
        }
    }

    // Only these are waited in: the watch asks about no other.
    private static ShareStatus waitIn(String status) {
        return switch (status) {
            case "deleting" -> ShareStatus.DELETING;
            case "extending" -> ShareStatus.EXTENDING;
            default -> ShareStatus.CREATING;
        };
    }

    private static ShareInstanceOutcome outcome(WorkResult result) {
        return new ShareInstanceOutcome(ID, WORK, result, List.of(), AGENT, "req-test", AT);
    }

    @Override
    public List<String> statusesToAskFor() {
        return ShareStatus.SET_BY_HAND.stream().map(ShareStatus::word).toList();
    }
}
