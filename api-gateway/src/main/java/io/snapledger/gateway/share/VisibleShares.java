package io.snapledger.gateway.share;

import io.snapledger.contract.share.ShareId;
import io.snapledger.contract.share.ShareReads;
import io.snapledger.contract.share.ShareView;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.policy.Target;
import io.snapledger.gateway.schema.Uuids;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Shares as a caller may see them. */
@Component
final class VisibleShares {

    private final ShareReads reads;

    VisibleShares(ShareReads reads) {
        this.reads = reads;
    }

    /**
     * The share of that id, if the caller's rows have it; those that are public are everybody's.
     */
    Optional<ShareView> find(String id, Caller caller) {
        return Uuids.canonical(id)
                .flatMap(uuid -> reads.find(new ShareId(uuid), caller.visibleProject()));
    }

    /** Whose it is, for policy. */
    static Target target(ShareView view) {
        return new Target(view.projectId(), view.userId());
    }
}
