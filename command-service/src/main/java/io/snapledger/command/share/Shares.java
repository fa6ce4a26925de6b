package io.snapledger.command.share;

import io.snapledger.command.axon.Aggregates;
import io.snapledger.command.share.domain.Share;
import io.snapledger.command.shareinstance.ShareInstances;
import io.snapledger.command.shareinstance.ShareInstances.ShareInstanceState;
import io.snapledger.contract.share.ShareCapabilities;
import io.snapledger.contract.share.ShareId;
import io.snapledger.contract.share.ShareStatus;
import io.snapledger.contract.sharetype.ShareTypeId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What other slices may ask of shares. */
@Component
public class Shares {

    private final Aggregates<Share> aggregates;
    private final ShareInstances instances;

    Shares(Aggregates<Share> aggregates, ShareInstances instances) {
        this.aggregates = aggregates;
        this.instances = instances;
    }

    /** How a share stands now; empty if there is none. */
    public Optional<ShareState> find(ShareId id) {
        return aggregates
                .find(id)
                .map(found ->
                        found.invoke(share ->
                                new ShareState(
                                        id,
                                        share.projectId(),
                                        share.shareTypeId(),
                                        share.shareProto(),
                                        share.sizeGib(),
                                        share.status(),
                                        share.capabilities(),
                                        share.busyWith())));
    }

    /** Brings its status to where its active or only instance stands; ends it with the last. */
    public void follow(ShareId id, @Nullable String reason, Instant at) {
        List<ShareInstanceState> left = instances.ofShare(id);
        aggregates
                .find(id)
                .ifPresent(found ->
                        found.execute(share ->
                                ShareInstances.speaker(left)
                                        .ifPresentOrElse(
                                                speaker ->
                                                        share.follow(speaker.status(), reason, at),
                                                () -> share.end(reason, at))));
    }

    /**
     * Some of its instances grew, did not grow, or are no longer there to grow.
     *
     * @param reason why one did not
     */
    public void settleExtension(ShareId id, @Nullable String reason, Instant at) {
        List<ShareInstanceState> left = instances.ofShare(id);
        int smallest =
                left.stream()
                        .filter(ShareInstanceState::made)
                        .mapToInt(ShareInstanceState::sizeGib)
                        .min()
                        .orElse(0);
        int asked = left.stream().mapToInt(ShareInstanceState::askedGib).max().orElse(0);
        aggregates
                .find(id)
                .ifPresent(found ->
                        found.execute(share -> share.settleExtension(smallest, asked, reason, at)));
    }

    /** A share as its instances and snapshots need to know it. */
    public record ShareState(
            ShareId id,
            String projectId,
            @Nullable ShareTypeId shareTypeId,
            String shareProto,
            int sizeGib,
            ShareStatus status,
            ShareCapabilities capabilities,
            @Nullable String busyWith) {}
}
