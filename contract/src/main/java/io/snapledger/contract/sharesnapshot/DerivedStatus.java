package io.snapledger.contract.sharesnapshot;

import io.snapledger.contract.share.ShareStatus;
import io.snapledger.contract.shareinstance.ReplicaState;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the instances of a share snapshot make of it: manila/db/sqlalchemy/models.py. */
public final class DerivedStatus {

    // models.py, ShareSnapshot.aggregate_status; what is not named here comes after all of them.
    private static final List<ShareSnapshotStatus> PRECEDENCE =
            List.of(
                    ShareSnapshotStatus.DELETING,
                    ShareSnapshotStatus.CREATING,
                    ShareSnapshotStatus.ERROR,
                    ShareSnapshotStatus.MIGRATING,
                    ShareSnapshotStatus.SERVER_MIGRATING,
                    ShareSnapshotStatus.AVAILABLE);

    // As text, since the database compares them so; UUID.compareTo() compares signed numbers.
    private static final Comparator<Standing> LOWEST_ID =
            Comparator.comparing(standing -> standing.id().toString());

    private DerivedStatus() {}

    /**
     * Where one snapshot instance stands, and the share instance it is on.
     *
     * @param replicaState of the share instance, null if the share is not replicated
     * @param shareInstanceStatus null if the share instance is gone
     */
    public record Standing(
            ShareSnapshotInstanceId id,
            ShareSnapshotStatus status,
            @Nullable ReplicaState replicaState,
            @Nullable ShareStatus shareInstanceStatus) {

        private boolean isInStep() {
            return replicaState == ReplicaState.ACTIVE || replicaState == ReplicaState.IN_SYNC;
        }

        private boolean isOnTheMove() {
            return shareInstanceStatus == ShareStatus.MIGRATING
                    || shareInstanceStatus == ShareStatus.SERVER_MIGRATING;
        }
    }

    /**
     * The instance whose progress and provider location are the snapshot's, and whose status an
     * administrator sets who sets the snapshot's; empty only where there are no instances.
     */
    public static Optional<Standing> speaker(List<Standing> instances) {
        return first(instances, each -> each.replicaState() == ReplicaState.ACTIVE)
                .or(() -> first(instances, Standing::isOnTheMove))
                .or(() -> first(instances, _ -> true));
    }

    /** The snapshot's status; empty only where there are no instances. */
    public static Optional<ShareSnapshotStatus> of(List<Standing> instances) {
        return instances.stream()
                .filter(Standing::isInStep)
                .sorted(LOWEST_ID)
                .map(Standing::status)
                .min(Comparator.comparingInt(DerivedStatus::rank))
                .or(() -> speaker(instances).map(Standing::status));
    }

    private static Optional<Standing> first(List<Standing> instances, Predicate<Standing> which) {
        return instances.stream().filter(which).min(LOWEST_ID);
    }

    private static int rank(ShareSnapshotStatus status) {
        int rank = PRECEDENCE.indexOf(status);
        return rank < 0 ? PRECEDENCE.size() : rank;
    }
}
