package io.snapledger.query.snapshot;

import io.snapledger.contract.list.ListQuery;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.snapshot.SnapshotReads;
import io.snapledger.contract.snapshot.SnapshotView;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

/** Answers what is asked about snapshots. */
@RestController
final class SnapshotReadController implements SnapshotReads {

    private final SnapshotTable table;

    SnapshotReadController(SnapshotTable table) {
        this.table = table;
    }

    @Override
    public Optional<SnapshotView> find(SnapshotId id, @Nullable String projectId) {
        return table.find(id, projectId);
    }

    @Override
    public List<SnapshotView> list(ListQuery query) {
        return table.list(query);
    }

    @Override
    public long count(ListQuery query) {
        return table.count(query);
    }
}
