package io.snapledger.command.share;

import io.snapledger.command.reservation.References;
import io.snapledger.command.reservation.ResourceLocks;
import io.snapledger.contract.resource.ResourceId;
import io.snapledger.contract.share.ShareId;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * A share with all that belongs to it: its instances, its snapshots and their instances. What is
 * decided about any of them depends on the others, so it is decided one after another.
 */
@Component
public class ShareTrees {

    /** How a share instance belongs to its share. */
    public static final String INSTANCE = "share-instance";

    /** How a snapshot belongs to its share. */
    public static final String SNAPSHOT = "share-snapshot";

    /** How a snapshot instance belongs to its share. */
    public static final String SNAPSHOT_INSTANCE = "share-snapshot-instance";

    /** How a snapshot instance belongs to its snapshot. */
    public static final String INSTANCE_OF_SNAPSHOT = "instance-of-share-snapshot";

    /** How a snapshot instance belongs to its share instance. */
    public static final String SNAPSHOT_ON_INSTANCE = "share-snapshot-on-instance";

    /** How a share instance needs the snapshot instance that it is being made from. */
    public static final String COPY = "share-copy";

    private final References references;
    private final ResourceLocks locks;

    ShareTrees(References references, ResourceLocks locks) {
        this.references = references;
        this.locks = locks;
    }

    /**
     * Nobody else decides about the member's share, or anything that belongs to it, until this
     * transaction ends.
     *
     * @param role how the member belongs to its share
     * @return the share; empty if there is no such member
     */
    public Optional<ShareId> lock(ResourceId member, String role) {
        Optional<ShareId> share = shareOf(member, role);
        share.ifPresent(locks::exclusive);
        return share;
    }

    /** The share that a member belongs to; empty if there is no such member. */
    public Optional<ShareId> shareOf(ResourceId member, String role) {
        return references.heldBy(member, role).stream().map(ShareId::new).findFirst();
    }
}
