package io.snapledger.gateway.sharesnapshot;

import io.snapledger.contract.sharesnapshot.ShareSnapshotId;
import io.snapledger.contract.sharesnapshot.ShareSnapshotReads;
import io.snapledger.contract.sharesnapshot.ShareSnapshotView;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.policy.Target;
import io.snapledger.gateway.schema.Uuids;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Share snapshots as a caller may see them. */
@Component
final class VisibleShareSnapshots {

    private final ShareSnapshotReads reads;

    VisibleShareSnapshots(ShareSnapshotReads reads) {
        this.reads = reads;
    }

    /** The share snapshot of that id, if the caller's rows have it. */
    Optional<ShareSnapshotView> find(String id, Caller caller) {
        return Uuids.canonical(id)
                .flatMap(uuid -> reads.find(new ShareSnapshotId(uuid), caller.visibleProject()));
    }

    /** Whose it is, for policy. */
    static Target target(ShareSnapshotView view) {
        return new Target(view.projectId(), view.userId());
    }
}
