package io.snapledger.query;

import static io.snapledger.query.Facts.minute;

import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.groupsnapshot.GroupSnapshotId;
import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.resource.ResourceEvent;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volumetype.VolumeTypeId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Many group snapshots with one member each, at different points of their lives, interleaved. */
final class RandomHistory {

    private static final int STEPS = 4;

    private final Random random;
    private final List<Life> lives = new ArrayList<>();
    private final List<ResourceEvent> events = new ArrayList<>();

    RandomHistory(long seed, int resources) {
        random = new Random(seed);
        List<Life> unfinished = new ArrayList<>();
        for (int i = 0; i < resources; i++) {
            Life life =
                    new Life(
                            new GroupSnapshotId(randomId()),
                            new SnapshotId(randomId()),
                            1 + random.nextInt(STEPS));
            lives.add(life);
            unfinished.add(life);
        }
        while (!unfinished.isEmpty()) {
            Life life = unfinished.get(random.nextInt(unfinished.size()));
            events.addAll(life.next(minute(events.size())));
            if (life.done == life.steps) {
                unfinished.remove(life);
            }
        }
    }

    List<ResourceEvent> events() {
        return events;
    }

    /** How many of the group snapshots are in that status at the end. */
    long groupSnapshotsIn(String status) {
        return lives.stream().filter(life -> life.end().equals(status)).count();
    }

    private UUID randomId() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private static final class Life {

        private final GroupSnapshotId id;
        private final SnapshotId member;
        private final int steps;
        private int done;

        private Life(GroupSnapshotId id, SnapshotId member, int steps) {
            this.id = id;
            this.member = member;
            this.steps = steps;
        }

        private List<ResourceEvent> next(Instant at) {
            done++;
            return switch (done) {
                case 1 ->
                        List.of(
                                Facts.groupSnapshotRequested(
                                        id,
                                        new GroupId(id.value()),
                                        new GroupTypeId(id.value()),
                                        "n" + id,
                                        at),
                                Facts.snapshotRequested(
                                        member,
                                        new VolumeId(id.value()),
                                        new VolumeTypeId(id.value()),
                                        id,
                                        at));
                case 2 ->
                        List.of(Facts.snapshotTaken(member, at), Facts.groupSnapshotTaken(id, at));
                case 3 ->
                        List.of(
                                Facts.groupSnapshotDeletionRequested(id, "available", at),
                                Facts.snapshotDeletionRequested(member, at));
                default ->
                        List.of(
                                Facts.snapshotDeleted(member, at),
                                Facts.groupSnapshotDeleted(id, at));
            };
        }

        private String end() {
            return switch (steps) {
                case 1 -> "creating";
                case 2 -> "available";
                case 3 -> "deleting";
                default -> "deleted";
            };
        }
    }
}
