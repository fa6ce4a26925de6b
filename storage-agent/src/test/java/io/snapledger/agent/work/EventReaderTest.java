package io.snapledger.agent.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapledger.contract.groupsnapshot.GroupSnapshotEvent.Member;
import io.snapledger.contract.groupsnapshot.GroupSnapshotId;
import io.snapledger.contract.resource.StatusChange;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.Source;
import io.snapledger.contract.shareinstance.ShareInstanceId;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceId;
import io.snapledger.contract.snapshot.SnapshotId;
import io.snapledger.contract.volume.VolumeEvent.VolumeDeleted;
import io.snapledger.contract.volume.VolumeId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventReaderTest {

    private static final VolumeId VOLUME = new VolumeId(UUID.randomUUID());
    private static final GroupSnapshotId GROUP_SNAPSHOT = new GroupSnapshotId(UUID.randomUUID());
    private static final List<Member> MEMBERS =
            List.of(new Member(new SnapshotId(UUID.randomUUID()), VOLUME, 2));

    private final EventReader reader = new EventReader(Set.of("alpha"));

    @Test
    void readsWhatIsAskedOfAnAgent() throws Exception {
        var create = Events.volumeRequested(VOLUME, 2);
        SnapshotId snapshot = new SnapshotId(UUID.randomUUID());
        VolumeId source = new VolumeId(UUID.randomUUID());
        var restore = Events.volumeFromSourceRequested(VOLUME, snapshot, null, 2);
        var copy = Events.volumeFromSourceRequested(VOLUME, null, source, 2);
        var delete = Events.volumeDeletionRequested(VOLUME);
        var take = Events.groupSnapshotRequested(GROUP_SNAPSHOT, MEMBERS);
        var drop = Events.groupSnapshotDeletionRequested(GROUP_SNAPSHOT, MEMBERS);

        assertThat(reader.read(received(Events.published(Events.VOLUMES, create))))
                .contains(assignment(new Work.CreateVolume(VOLUME, create.workId(), 2)));
        assertThat(reader.read(received(Events.published(Events.VOLUMES, restore))))
                .contains(
                        assignment(
                                new Work.CopyVolume(VOLUME, restore.workId(), 2, snapshot, null)));
        assertThat(reader.read(received(Events.published(Events.VOLUMES, copy))))
                .contains(assignment(new Work.CopyVolume(VOLUME, copy.workId(), 2, null, source)));
        assertThat(reader.read(received(Events.published(Events.VOLUMES, delete))))
                .contains(assignment(new Work.DeleteVolume(VOLUME, delete.workId())));
        assertThat(reader.read(received(Events.published(Events.GROUP_SNAPSHOTS, take))))
                .contains(
                        assignment(
                                new Work.TakeGroupSnapshot(
                                        GROUP_SNAPSHOT, take.workId(), MEMBERS)));
        assertThat(reader.read(received(Events.published(Events.GROUP_SNAPSHOTS, drop))))
                .contains(
                        assignment(
                                new Work.DropGroupSnapshot(
                                        GROUP_SNAPSHOT, drop.workId(), MEMBERS)));
    }

    @Test
    void skipsWhatAsksNothingOfAnAgent() throws Exception {
        var deleted =
                new VolumeDeleted(
                        VOLUME, "a project", StatusChange.to("deleting", "deleted"), Instant.EPOCH);

        assertThat(reader.read(received(Events.published(Events.VOLUMES, deleted)))).isEmpty();
    }

    @Test
    void readsWhatSingleSnapshotsAndGrowingVolumesAskFor() throws Exception {
        SnapshotId snapshot = new SnapshotId(UUID.randomUUID());
        var grow = Events.volumeExtensionRequested(VOLUME, 5);
        var take = Events.snapshotRequested(snapshot, VOLUME, null);
        var drop = Events.snapshotDeletionRequested(snapshot, null);

        assertThat(reader.read(received(Events.published(Events.VOLUMES, grow))))
                .contains(assignment(new Work.ExtendVolume(VOLUME, grow.workId(), 5)));
        assertThat(reader.read(received(Events.published(Events.SNAPSHOTS, take))))
                .contains(assignment(new Work.TakeSnapshot(snapshot, take.workId(), VOLUME, 1)));
        assertThat(reader.read(received(Events.published(Events.SNAPSHOTS, drop))))
                .contains(assignment(new Work.DropSnapshot(snapshot, drop.workId())));
    }

    @Test
    void leavesMembersToTheirGroupSnapshot() throws Exception {
        SnapshotId member = new SnapshotId(UUID.randomUUID());
        var take = Events.snapshotRequested(member, VOLUME, GROUP_SNAPSHOT);
        var drop = Events.snapshotDeletionRequested(member, GROUP_SNAPSHOT);

        assertThat(reader.read(received(Events.published(Events.SNAPSHOTS, take)))).isEmpty();
        assertThat(reader.read(received(Events.published(Events.SNAPSHOTS, drop)))).isEmpty();
    }

    @Test
    void readsWhatSharesAskForOnItsBackends() throws Exception {
        ShareInstanceId share = new ShareInstanceId(UUID.randomUUID());
        ShareSnapshotInstanceId snapshot = new ShareSnapshotInstanceId(UUID.randomUUID());
        String alpha = "snapledger@alpha#alpha";
        Source source = new Source(share, snapshot, "snapledger@beta#beta", "there");
        var create = Events.shareInstanceRequested(share, alpha, source);
        UUID work = UUID.randomUUID();
        var take = Events.shareSnapshotInstanceRequested(snapshot, share, alpha, work);

        assertThat(reader.read(received(Events.published(Events.SHARES, create))))
                .contains(
                        assignment(new Work.CreateShare(share, create.workId(), alpha, 1, source)));
        assertThat(reader.read(received(Events.published(Events.SHARE_SNAPSHOTS, take))))
                .contains(assignment(new Work.TakeShareSnapshot(snapshot, work, alpha, share, 1)));
    }

    @Test
    void leavesAloneWhatIsOnOtherBackendsOrNowhereOrWaitsForACopy() throws Exception {
        ShareInstanceId share = new ShareInstanceId(UUID.randomUUID());
        ShareSnapshotInstanceId snapshot = new ShareSnapshotInstanceId(UUID.randomUUID());
        String beta = "snapledger@beta#beta";
        List<ProducerRecord<byte[], byte[]>> messages =
                List.of(
                        Events.published(
                                Events.SHARES, Events.shareInstanceRequested(share, beta, null)),
                        Events.published(
                                Events.SHARES, Events.shareInstanceRequested(share, null, null)),
                        Events.published(
                                Events.SHARE_SNAPSHOTS,
                                Events.shareSnapshotInstanceRequested(
                                        snapshot, share, "snapledger@alpha#alpha", null)));

        for (ProducerRecord<byte[], byte[]> message : messages) {
            assertThat(reader.read(received(message))).isEmpty();
        }
    }

    @Test
    void skipsNamesItDoesNotKnow() throws Exception {
        assertThat(reader.read(volumeMessage("volume.cloned.v7", "{}"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    volume.requested    | {}                                | ce_type is not
                    volume.requested.v2 | {}                                | version 2 of volume.requested is newer than 1
                    volume.requested.v1 | not json                          | not readable as volume.requested
                    volume.requested.v1 | []                                | not readable as volume.requested
                    volume.requested.v1 | {}                                | not readable as volume.requested
                    volume.requested.v1 | {"data": null}                    | not readable as volume.requested
                    volume.requested.v1 | {"data": {}}                      | not readable as volume.requested
                    volume.requested.v1 | {"data": {"id": "x"}}             | not readable as volume.requested
                    volume.requested.v1 | {"data": {"id": "ID", "work_id": "ID"}}                   | size_gib
                    volume.requested.v1 | {"data": {"id": "ID", "work_id": "ID", "size_gib": 0}}    | size_gib is 0
                    volume.requested.v1 | {"data": {"id": "ID", "size_gib": 1}}                     | work_id
                    volume.requested.v1 | {"data": {"id": "OTHER", "work_id": "ID", "size_gib": 1}} | the key is
                    volume.from-source-requested.v1 | {"data": {"id": "ID", "work_id": "ID", "size_gib": 1, "with_group": true}} | exactly one of
                    volume.from-source-requested.v1 | {"data": {"id": "ID", "work_id": "ID", "size_gib": 1, "with_group": true, "snapshot_id": "ID", "source_volume_id": "ID"}} | exactly one of
                    group-snapshot.requested.v1 | {"data": {"id": "ID", "work_id": "ID"}}           | members
                    group-snapshot.requested.v1 | {"data": {"id": "ID", "work_id": "ID", "members": [{"size_gib": 1}]}} | snapshot_id
                    """)
    void saysWhatMakesAMessagePoisonous(String type, String value, String reason) {
        String filled =
                value.replace("\"ID\"", "\"" + VOLUME + "\"")
                        .replace("OTHER", UUID.randomUUID().toString());

        assertThatThrownBy(() -> reader.read(volumeMessage(type, filled)))
                .isInstanceOf(PoisonousMessageException.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource({"ce_type", "ce_id", "ce_requestid"})
    void aMissingHeaderIsPoisonous(String header) {
        var message = Events.published(Events.VOLUMES, Events.volumeRequested(VOLUME, 1));
        message.headers().remove(header);

        assertThatThrownBy(() -> reader.read(received(message)))
                .isInstanceOf(PoisonousMessageException.class)
                .hasMessage("the message has no header " + header);
    }

    private static Assignment assignment(Work work) {
        return new Assignment(work, Events.REQUEST_ID);
    }

    private static ConsumerRecord<byte[], byte[]> volumeMessage(String type, String value) {
        return received(Events.message(Events.VOLUMES, VOLUME.toString(), type, value));
    }

    private static ConsumerRecord<byte[], byte[]> received(ProducerRecord<byte[], byte[]> sent) {
        var received = new ConsumerRecord<>(sent.topic(), 0, 0, sent.key(), sent.value());
        sent.headers().forEach(header -> received.headers().add(header));
        return received;
    }
}
