package io.snapledger.query.sharesnapshotinstance;

import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceId;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceQuery;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceReads;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceView;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.RestController;

/** Answers what is asked about share snapshot instances. */
@RestController
final class ShareSnapshotInstanceReadController implements ShareSnapshotInstanceReads {

    private final ShareSnapshotInstanceTable table;

    ShareSnapshotInstanceReadController(ShareSnapshotInstanceTable table) {
        this.table = table;
    }

    @Override
    public Optional<ShareSnapshotInstanceView> find(ShareSnapshotInstanceId id) {
        return table.find(id);
    }

    @Override
    public List<ShareSnapshotInstanceView> list(ShareSnapshotInstanceQuery query) {
        return table.list(query);
    }
}
