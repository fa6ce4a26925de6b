package io.snapledger.query.sharesnapshot;

import io.snapledger.contract.list.ListQuery;
import io.snapledger.contract.sharesnapshot.ShareSnapshotId;
import io.snapledger.contract.sharesnapshot.ShareSnapshotReads;
import io.snapledger.contract.sharesnapshot.ShareSnapshotView;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

/** Answers what is asked about share snapshots. */
@RestController
final class ShareSnapshotReadController implements ShareSnapshotReads {

    private final ShareSnapshotTable table;

    ShareSnapshotReadController(ShareSnapshotTable table) {
        this.table = table;
    }

    @Override
    public Optional<ShareSnapshotView> find(ShareSnapshotId id, @Nullable String projectId) {
        return table.find(id, projectId);
    }

    @Override
    public List<ShareSnapshotView> list(ListQuery query) {
        return table.list(query);
    }

    @Override
    public long count(ListQuery query) {
        return table.count(query);
    }
}
