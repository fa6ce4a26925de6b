package io.snapledger.link.read;

import io.snapledger.contract.agent.AgentReads;
import io.snapledger.contract.audit.EventProofReads;
import io.snapledger.contract.audit.ResourceStateReads;
import io.snapledger.contract.audit.StatisticsReads;
import io.snapledger.contract.audit.StatusChangeFeed;
import io.snapledger.contract.audit.StatusHistoryReads;
import io.snapledger.contract.group.GroupReads;
import io.snapledger.contract.groupsnapshot.GroupSnapshotReads;
import io.snapledger.contract.grouptype.GroupTypeReads;
import io.snapledger.contract.quota.QuotaReads;
import io.snapledger.contract.read.ReadPosition;
import io.snapledger.contract.rebuild.ViewRebuilds;
import io.snapledger.contract.refusedattempt.RefusedAttemptReads;
import io.snapledger.contract.share.ShareReads;
import io.snapledger.contract.shareinstance.ShareInstanceReads;
import io.snapledger.contract.sharesnapshot.ShareSnapshotReads;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceReads;
import io.snapledger.contract.sharetype.ShareTypeReads;
import io.snapledger.contract.snapshot.SnapshotReads;
import io.snapledger.contract.volume.VolumeReads;
import io.snapledger.contract.volumetype.VolumeTypeReads;
import java.util.List;

/** What a gateway reads through: in one process directly, between processes over HTTP. */
public final class ReadInterfaces {

    /** All of them. */
    public static final List<Class<?>> ALL =
            List.of(
                    VolumeTypeReads.class,
                    GroupTypeReads.class,
                    GroupReads.class,
                    VolumeReads.class,
                    SnapshotReads.class,
                    GroupSnapshotReads.class,
                    ShareTypeReads.class,
                    ShareReads.class,
                    ShareInstanceReads.class,
                    ShareSnapshotReads.class,
                    ShareSnapshotInstanceReads.class,
                    QuotaReads.class,
                    StatusHistoryReads.class,
                    StatisticsReads.class,
                    ResourceStateReads.class,
                    StatusChangeFeed.class,
                    EventProofReads.class,
                    AgentReads.class,
                    RefusedAttemptReads.class,
                    ViewRebuilds.class,
                    ReadPosition.class);

    private ReadInterfaces() {}
}
