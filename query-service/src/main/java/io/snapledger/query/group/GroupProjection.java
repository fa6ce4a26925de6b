package io.snapledger.query.group;

import io.snapledger.contract.group.GroupEvent;
import io.snapledger.contract.group.GroupEvent.GroupCompleted;
import io.snapledger.contract.group.GroupEvent.GroupCreated;
import io.snapledger.contract.group.GroupEvent.GroupCreationFailed;
import io.snapledger.contract.group.GroupEvent.GroupDeleted;
import io.snapledger.contract.group.GroupEvent.GroupDeletionFailed;
import io.snapledger.contract.group.GroupEvent.GroupDeletionRequested;
import io.snapledger.contract.group.GroupEvent.GroupFromSourceRequested;
import io.snapledger.contract.group.GroupEvent.GroupOverdue;
import io.snapledger.contract.group.GroupEvent.GroupRenamed;
import io.snapledger.contract.group.GroupEvent.GroupStatusReset;
import io.snapledger.contract.group.GroupEvent.GroupVolumeCopied;
import io.snapledger.contract.group.GroupEvent.GroupVolumesChanged;
import io.snapledger.contract.group.GroupStatus;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.query.projection.Projection;
import io.snapledger.query.projection.Rows;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How the events of a group make what is kept of it. */
@Component
final class GroupProjection implements Projection<GroupEvent, GroupRow> {

    private final GroupTable table;

    GroupProjection(GroupTable table) {
        this.table = table;
    }

    @Override
    public Class<GroupEvent> family() {
        return GroupEvent.class;
    }

    @Override
    public @Nullable GroupRow after(@Nullable GroupRow row, GroupEvent event) {
        return fold(row, event);
    }

    @Override
    public Rows<GroupRow> rows() {
        return table.rows();
    }

    static @Nullable GroupRow fold(@Nullable GroupRow row, GroupEvent event) {
        return switch (event) {
            case GroupCreated created ->
                    new GroupRow(
                            created.id(),
                            created.projectId(),
                            created.userId(),
                            created.name(),
                            created.description(),
                            status(created.change()),
                            created.groupTypeId(),
                            created.volumeTypeIds(),
                            created.availabilityZone(),
                            null,
                            null,
                            created.at(),
                            null);
            case GroupFromSourceRequested requested ->
                    new GroupRow(
                            requested.id(),
                            requested.projectId(),
                            requested.userId(),
                            requested.name(),
                            requested.description(),
                            status(requested.change()),
                            requested.groupTypeId(),
                            requested.volumeTypeIds(),
                            requested.availabilityZone(),
                            requested.groupSnapshotId(),
                            requested.sourceGroupId(),
                            requested.at(),
                            null);
            // How far it has come is nothing that anybody asks for.
            case GroupVolumeCopied copied -> Projection.existing(row, copied);
            // cinder/volume/manager.py, create_group_from_src(): it counts as created only now.
            case GroupCompleted completed ->
                    moved(row, completed, completed.change()).createdAt(completed.at());
            case GroupCreationFailed failed -> moved(row, failed, failed.change());
            case GroupRenamed renamed ->
                    Projection.existing(row, renamed)
                            .named(renamed.name(), renamed.description(), renamed.at());
            // Who is in it is said by the volumes' own events.
            case GroupVolumesChanged changed -> {
                GroupRow before = Projection.existing(row, changed);
                yield before.moved(before.status(), changed.at());
            }
            case GroupDeletionRequested requested -> moved(row, requested, requested.change());
            case GroupDeletionFailed failed -> moved(row, failed, failed.change());
            case GroupStatusReset reset -> moved(row, reset, reset.change());
            case GroupOverdue overdue -> moved(row, overdue, overdue.change());
            case GroupDeleted deleted -> {
                Projection.existing(row, deleted);
                yield null;
            }
        };
    }

    private static GroupRow moved(@Nullable GroupRow row, GroupEvent event, StatusChange change) {
        return Projection.existing(row, event).moved(status(change), event.at());
    }

    private static GroupStatus status(StatusChange change) {
        return GroupStatus.of(change.to()).orElseThrow();
    }
}
