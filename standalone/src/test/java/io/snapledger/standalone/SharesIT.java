package io.snapledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snapledger.contract.audit.StatusChangeView;
import io.snapledger.contract.audit.StatusHistoryReads;
import io.snapledger.contract.origin.Actor;
import io.snapledger.contract.origin.Cause;
import io.snapledger.contract.origin.Origin;
import io.snapledger.contract.share.ShareCommand.CreateShare;
import io.snapledger.contract.share.ShareCommand.DeleteShare;
import io.snapledger.contract.share.ShareId;
import io.snapledger.contract.share.ShareReads;
import io.snapledger.contract.share.ShareStatus;
import io.snapledger.contract.share.ShareView;
import io.snapledger.contract.shareinstance.ReplicaState;
import io.snapledger.contract.shareinstance.ShareInstanceCommand.CreateShareReplica;
import io.snapledger.contract.shareinstance.ShareInstanceCommand.DeleteShareReplica;
import io.snapledger.contract.shareinstance.ShareInstanceId;
import io.snapledger.contract.shareinstance.ShareInstanceReads;
import io.snapledger.contract.shareinstance.ShareInstanceView;
import io.snapledger.contract.sharesnapshot.ShareSnapshotCommand.CreateShareSnapshot;
import io.snapledger.contract.sharesnapshot.ShareSnapshotCommand.DeleteShareSnapshot;
import io.snapledger.contract.sharesnapshot.ShareSnapshotId;
import io.snapledger.contract.sharesnapshot.ShareSnapshotReads;
import io.snapledger.contract.sharesnapshot.ShareSnapshotStatus;
import io.snapledger.contract.sharesnapshot.ShareSnapshotView;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceCommand.ResetShareSnapshotInstanceStatus;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceQuery;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceReads;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceView;
import io.snapledger.contract.sharetype.ShareTypeCommand.CreateShareType;
import io.snapledger.contract.sharetype.ShareTypeId;
import io.snapledger.standalone.kafka.EmbeddedKafka;
import io.snapledger.standalone.postgres.EmbeddedPostgresServer;
import io.snapledger.standalone.postgres.PostgresPlace;
import io.snapledger.standalone.service.Services;
import io.snapledger.standalone.settings.SettingsReader;
import io.snapledger.standalone.settings.StandaloneSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** A share's whole life, with everything but the gateway: decisions, files, views, history. */
class SharesIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String REQUEST = "req-" + UUID.randomUUID();

    @TempDir Path folder;

    @Test
    void aReplicatedShareItsSnapshotAndTheirHistory() throws Exception {
        String[] arguments = {"--snapledger.data-dir=" + folder, "--snapledger.kafka.port=0"};
        StandaloneSettings settings = SettingsReader.read(arguments, Map.of());
        try (EmbeddedPostgresServer postgres =
                        EmbeddedPostgresServer.start(PostgresPlace.below(folder));
                EmbeddedKafka kafka =
                        EmbeddedKafka.start(folder.resolve("kafka"), settings.kafka())) {
            Services services = new Services(arguments, settings, folder, postgres, kafka);
            try (ConfigurableApplicationContext commands = services.startCommandService();
                    ConfigurableApplicationContext agent = services.startStorageAgent();
                    ConfigurableApplicationContext queries = services.startQueryService(commands)) {
                assertThat(agent.isRunning()).isTrue();
                new Life(commands, queries).isLived();
            }
        }
    }

    private record Life(
            ConfigurableApplicationContext commands, ConfigurableApplicationContext queries) {

        void isLived() throws IOException {
            ShareTypeId type = new ShareTypeId(UUID.randomUUID());
            send(
                    new CreateShareType(
                            type,
                            "gold",
                            null,
                            true,
                            Map.of("snapshot_support", "True", "replication_type", "readable"),
                            now()));
            ShareId share = new ShareId(UUID.randomUUID());
            send(
                    new CreateShare(
                            share,
                            "NFS",
                            1,
                            "data",
                            null,
                            type,
                            null,
                            false,
                            null,
                            Map.of(),
                            "project-a",
                            "alice",
                            UUID.randomUUID(),
                            now()));
            await().atMost(SOON)
                    .until(() ->
                            share(share)
                                    .filter(found -> found.status() == ShareStatus.AVAILABLE)
                                    .isPresent());
            Files.writeString(filesOf(instances(share).getFirst()).resolve("file"), "before");

            ShareSnapshotId snapshot = new ShareSnapshotId(UUID.randomUUID());
            send(
                    new CreateShareSnapshot(
                            snapshot,
                            share,
                            "nightly",
                            null,
                            Map.of(),
                            "project-a",
                            "alice",
                            UUID.randomUUID(),
                            now()));
            awaitStatus(snapshot, ShareSnapshotStatus.AVAILABLE);
            Files.writeString(filesOf(instances(share).getFirst()).resolve("file"), "after");

            ShareInstanceId replica = new ShareInstanceId(UUID.randomUUID());
            send(new CreateShareReplica(replica, share, null, UUID.randomUUID(), now()));
            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(snapshotInstances(snapshot))
                                    .hasSize(2)
                                    .allMatch(each ->
                                            each.status() == ShareSnapshotStatus.AVAILABLE));
            assertThat(instances(share))
                    .extracting(ShareInstanceView::replicaState)
                    .containsExactlyInAnyOrder(ReplicaState.ACTIVE, ReplicaState.IN_SYNC);
            assertThat(instances(share))
                    .extracting(ShareInstanceView::host)
                    .containsExactlyInAnyOrder("snapledger@alpha#alpha", "snapledger@beta#beta");
            for (ShareInstanceView instance : instances(share)) {
                assertThat(filesOf(instance).resolve("file")).hasContent("after");
            }
            for (ShareSnapshotInstanceView instance : snapshotInstances(snapshot)) {
                Path root = filesOf(instances(share).getFirst()).resolve("../../..").normalize();
                Path files =
                        root.resolve(String.valueOf(instance.providerLocation()))
                                .resolve("files/file");
                assertThat(files).hasContent("before");
            }

            isResetByHand(snapshot);
            ends(share, snapshot, replica);
        }

        private void isResetByHand(ShareSnapshotId snapshot) {
            ShareSnapshotInstanceView one = snapshotInstances(snapshot).getFirst();
            send(
                    new ResetShareSnapshotInstanceStatus(
                            one.id(), ShareSnapshotStatus.ERROR, "looks bad", now()));
            awaitStatus(snapshot, ShareSnapshotStatus.ERROR);
            await().atMost(SOON)
                    .untilAsserted(() -> {
                        StatusChangeView last = history(snapshot).getLast();
                        assertThat(last.to()).isEqualTo("error");
                        assertThat(last.actor().userId()).isEqualTo("alice");
                        assertThat(last.requestId()).isEqualTo(REQUEST);
                        assertThat(last.reason()).isEqualTo("looks bad");
                    });
            send(
                    new ResetShareSnapshotInstanceStatus(
                            one.id(), ShareSnapshotStatus.AVAILABLE, null, now()));
            awaitStatus(snapshot, ShareSnapshotStatus.AVAILABLE);
        }

        private void ends(ShareId share, ShareSnapshotId snapshot, ShareInstanceId replica)
                throws IOException {
            List<Path> trees = instances(share).stream().map(Life::filesOf).toList();
            send(new DeleteShareReplica(replica, false, null, UUID.randomUUID(), now()));
            await().atMost(SOON).until(() -> snapshotInstances(snapshot).size() == 1);
            assertThat(snapshot(snapshot).orElseThrow().status())
                    .isEqualTo(ShareSnapshotStatus.AVAILABLE);
            send(new DeleteShareSnapshot(snapshot, false, null, UUID.randomUUID(), now()));
            await().atMost(SOON).until(() -> snapshot(snapshot).isEmpty());
            send(new DeleteShare(share, false, null, UUID.randomUUID(), now()));
            await().atMost(SOON).until(() -> share(share).isEmpty());
            for (Path tree : trees) {
                try (Stream<Path> left = Files.list(tree.resolve("..").normalize())) {
                    assertThat(left).isEmpty();
                }
            }
            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(history(snapshot))
                                    .extracting(StatusChangeView::to)
                                    .startsWith("creating", "available", "creating", "available")
                                    .endsWith("error", "available", "deleting", "deleted"));
        }

        private static Path filesOf(ShareInstanceView instance) {
            String path = instance.exportLocations().getFirst().path();
            return Path.of(path.substring(path.indexOf(':') + 1));
        }

        private void awaitStatus(ShareSnapshotId id, ShareSnapshotStatus status) {
            await().atMost(SOON)
                    .until(() ->
                            snapshot(id).filter(found -> found.status() == status).isPresent());
        }

        private Optional<ShareView> share(ShareId id) {
            return queries.getBean(ShareReads.class).find(id, "project-a");
        }

        private Optional<ShareSnapshotView> snapshot(ShareSnapshotId id) {
            return queries.getBean(ShareSnapshotReads.class).find(id, "project-a");
        }

        private List<ShareInstanceView> instances(ShareId share) {
            return queries.getBean(ShareInstanceReads.class).ofShare(share);
        }

        private List<ShareSnapshotInstanceView> snapshotInstances(ShareSnapshotId snapshot) {
            return queries.getBean(ShareSnapshotInstanceReads.class)
                    .list(ShareSnapshotInstanceQuery.byId(snapshot, null, null, 100));
        }

        private List<StatusChangeView> history(ShareSnapshotId snapshot) {
            return queries.getBean(StatusHistoryReads.class)
                    .of("share-snapshot", snapshot.value(), null);
        }

        private void send(Object command) {
            Origin origin =
                    new Origin(
                            Cause.REQUEST,
                            new Actor("alice", "project-a", List.of("admin"), "127.0.0.1"),
                            REQUEST,
                            null);
            FutureCallback<Object, Object> answer = new FutureCallback<>();
            commands.getBean(CommandBus.class)
                    .dispatch(new GenericCommandMessage<>(command, origin.toMetaData()), answer);
            if (answer.getResult().isExceptional()) {
                throw new AssertionError(
                        command + " was refused", answer.getResult().exceptionResult());
            }
        }

        private static Instant now() {
            return Instant.now().truncatedTo(ChronoUnit.MICROS);
        }
    }
}
