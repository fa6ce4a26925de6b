package io.snapledger.command.group;

import io.snapledger.command.axon.Aggregates;
import io.snapledger.command.group.domain.Group;
import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.group.GroupStatus;
import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volumetype.VolumeTypeId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.axonframework.modelling.command.Aggregate;
import org.springframework.stereotype.Component;

/** What other slices may ask of groups. Who asks for a change holds the group's lock. */
@Component
public class Groups {

    private final Aggregates<Group> aggregates;

    Groups(Aggregates<Group> aggregates) {
        this.aggregates = aggregates;
    }

    /** How a group stands now; empty if there is none. */
    public Optional<GroupState> find(GroupId id) {
        return aggregates
                .find(id)
                .map(group ->
                        group.invoke(found ->
                                new GroupState(
                                        found.status(),
                                        found.isGoing(),
                                        found.groupTypeId(),
                                        found.volumeTypeIds(),
                                        found.volumes())));
    }

    public void addVolume(GroupId id, VolumeId volume, Instant at) {
        existing(id).execute(group -> group.addVolume(volume, at));
    }

    public void volumeDeleted(GroupId id, VolumeId volume, Instant at) {
        existing(id).execute(group -> group.volumeDeleted(volume, at));
    }

    public void volumeDeletionFailed(GroupId id, VolumeId volume, Instant at) {
        existing(id).execute(group -> group.volumeDeletionFailed(volume, at));
    }

    private Aggregate<Group> existing(GroupId id) {
        return aggregates
                .find(id)
                .orElseThrow(() -> new IllegalStateException("group " + id + " is gone"));
    }

    /** A group as its volumes or a group snapshot need to know it. */
    public record GroupState(
            GroupStatus status,
            boolean going,
            GroupTypeId groupTypeId,
            List<VolumeTypeId> volumeTypeIds,
            List<VolumeId> volumes) {}
}
