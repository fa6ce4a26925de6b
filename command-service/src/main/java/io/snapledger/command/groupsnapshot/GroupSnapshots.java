package io.snapledger.command.groupsnapshot;

import io.snapledger.command.axon.Aggregates;
import io.snapledger.command.groupsnapshot.domain.GroupSnapshot;
import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.groupsnapshot.GroupSnapshotEvent.Member;
import io.snapledger.contract.groupsnapshot.GroupSnapshotId;
import io.snapledger.contract.snapshot.SnapshotId;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What other slices may ask of group snapshots. */
@Component
public class GroupSnapshots {

    private final Aggregates<GroupSnapshot> aggregates;

    GroupSnapshots(Aggregates<GroupSnapshot> aggregates) {
        this.aggregates = aggregates;
    }

    /** How a group snapshot stands now; empty if there is none. */
    public Optional<GroupSnapshotState> find(GroupSnapshotId id) {
        return aggregates
                .find(id)
                .map(groupSnapshot ->
                        groupSnapshot.invoke(found ->
                                new GroupSnapshotState(
                                        found.groupId(),
                                        found.members().stream()
                                                .map(Member::snapshotId)
                                                .toList())));
    }

    /**
     * A group snapshot as a new group needs to know it.
     *
     * @param members the snapshots it was taken with; some may be gone
     */
    public record GroupSnapshotState(GroupId groupId, List<SnapshotId> members) {}
}
