package io.snapledger.query.groupsnapshot;

import io.snapledger.contract.groupsnapshot.GroupSnapshotEvent;
import io.snapledger.contract.groupsnapshot.GroupSnapshotEvent.GroupSnapshotDeleted;
import io.snapledger.contract.groupsnapshot.GroupSnapshotEvent.GroupSnapshotDeletionFailed;
import io.snapledger.contract.groupsnapshot.GroupSnapshotEvent.GroupSnapshotDeletionRequested;
import io.snapledger.contract.groupsnapshot.GroupSnapshotEvent.GroupSnapshotFailed;
import io.snapledger.contract.groupsnapshot.GroupSnapshotEvent.GroupSnapshotRequested;
import io.snapledger.contract.groupsnapshot.GroupSnapshotEvent.GroupSnapshotStatusReset;
import io.snapledger.contract.groupsnapshot.GroupSnapshotEvent.GroupSnapshotTaken;
import io.snapledger.contract.groupsnapshot.GroupSnapshotStatus;
import io.snapledger.contract.groupsnapshot.GroupSnapshotView;
import io.snapledger.query.projection.Projection;
import io.snapledger.query.projection.Rows;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How the events of a group snapshot make what is shown of it. */
@Component
final class GroupSnapshotProjection implements Projection<GroupSnapshotEvent, GroupSnapshotView> {

    private final GroupSnapshotTable table;

    GroupSnapshotProjection(GroupSnapshotTable table) {
        this.table = table;
    }

    @Override
    public Class<GroupSnapshotEvent> family() {
        return GroupSnapshotEvent.class;
    }

    @Override
    public @Nullable GroupSnapshotView after(
            @Nullable GroupSnapshotView row, GroupSnapshotEvent event) {
        return fold(row, event);
    }

    @Override
    public Rows<GroupSnapshotView> rows() {
        return table.rows();
    }

    static @Nullable GroupSnapshotView fold(
            @Nullable GroupSnapshotView row, GroupSnapshotEvent event) {
        return switch (event) {
            case GroupSnapshotRequested requested ->
                    new GroupSnapshotView(
                            requested.id(),
                            requested.groupId(),
                            requested.groupTypeId(),
                            requested.projectId(),
                            requested.userId(),
                            requested.name(),
                            requested.description(),
                            status(requested),
                            requested.at(),
                            null);
            case GroupSnapshotTaken taken -> moved(row, taken);
            case GroupSnapshotFailed failed -> moved(row, failed);
            case GroupSnapshotDeletionRequested requested -> moved(row, requested);
            case GroupSnapshotDeletionFailed failed -> moved(row, failed);
            case GroupSnapshotStatusReset reset -> moved(row, reset);
            case GroupSnapshotDeleted deleted -> {
                Projection.existing(row, deleted);
                yield null;
            }
        };
    }

    private static GroupSnapshotView moved(
            @Nullable GroupSnapshotView row, GroupSnapshotEvent event) {
        GroupSnapshotView before = Projection.existing(row, event);
        return new GroupSnapshotView(
                before.id(),
                before.groupId(),
                before.groupTypeId(),
                before.projectId(),
                before.userId(),
                before.name(),
                before.description(),
                status(event),
                before.createdAt(),
                event.at());
    }

    private static GroupSnapshotStatus status(GroupSnapshotEvent event) {
        return GroupSnapshotStatus.of(event.change().to()).orElseThrow();
    }
}
