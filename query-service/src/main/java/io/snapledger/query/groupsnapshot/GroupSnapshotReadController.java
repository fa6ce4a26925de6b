package io.snapledger.query.groupsnapshot;

import io.snapledger.contract.groupsnapshot.GroupSnapshotId;
import io.snapledger.contract.groupsnapshot.GroupSnapshotReads;
import io.snapledger.contract.groupsnapshot.GroupSnapshotView;
import io.snapledger.contract.list.ListQuery;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

/** Answers what is asked about group snapshots. */
@RestController
final class GroupSnapshotReadController implements GroupSnapshotReads {

    private final GroupSnapshotTable table;

    GroupSnapshotReadController(GroupSnapshotTable table) {
        this.table = table;
    }

    @Override
    public Optional<GroupSnapshotView> find(GroupSnapshotId id, @Nullable String projectId) {
        return table.find(id, projectId);
    }

    @Override
    public List<GroupSnapshotView> list(ListQuery query) {
        return table.list(query);
    }
}
