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
                                        found.availabilityZone(),
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

    /** The volumes a group is being created with; empty if no creation is waited for. */
    public List<VolumeId> membersOfCreation(GroupId id) {
        return existing(id).invoke(Group::membersOfCreation);
    }

    /** Whether a group is being created with that volume, which is not copied yet. */
    public boolean isAwaiting(GroupId id, VolumeId volume) {
        return existing(id).invoke(group -> group.isAwaiting(volume));
    }

    /**
     * One of the volumes a group is being created with is copied.
     *
     * @return whether it was the last
     */
    public boolean volumeCopied(GroupId id, VolumeId volume, Instant at) {
        return existing(id).invoke(group -> group.volumeCopied(volume, at));
    }

    public void completeCreation(GroupId id, Instant at) {
        existing(id).execute(group -> group.completeCreation(at));
    }

    public void failCreation(GroupId id, String reason, Instant at) {
        existing(id).execute(group -> group.failCreation(reason, at));
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
            String availabilityZone,
            List<VolumeId> volumes) {}
}
