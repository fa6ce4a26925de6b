package io.snapledger.gateway.policytarget;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.list.ListQuery;
import io.snapledger.gateway.fake.RawResponse;
import io.snapledger.gateway.fake.Rows;
import io.snapledger.gateway.fake.RunningGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What administrators alone may see by default still belongs to a project when others may too. */
class OpenedToProjectsTest {

    private static final String OWNER = "demo:d0:member,reader";
    private static final String STRANGER = "eve:e0:member,reader";
    private static final String INSTANCE = "/v2/share_instances/" + Rows.SHARE_INSTANCE;
    private static final String SNAPSHOT_INSTANCE =
            "/v2/snapshot-instances/" + Rows.SNAPSHOT_INSTANCE;

    @TempDir static Path folder;

    private static RunningGateway gateway;

    @BeforeAll
    static void openThePolicy() throws IOException {
        Path rules =
                Files.writeString(
                        folder.resolve("policy.yaml"),
                        """
                        "share_instance:index": "role:reader"
                        "share_instance:show": "role:reader"
                        "share_instance:reset_status": "role:reader"
                        "share_instance_export_location:index": "role:reader"
                        "share_snapshot_instance:index": "role:reader"
                        "share_snapshot_instance:detail": "role:reader"
                        "share_snapshot_instance:show": "role:reader"
                        "share_snapshot_instance:reset_status": "role:reader"
                        "share_snapshot_instance_export_location:index": "role:reader"
                        """);
        gateway = RunningGateway.with("snapledger.policy.shared-file-system.file=" + rules);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void addRows() {
        gateway.reads.reset();
        gateway.commands.reset();
        gateway.reads.shares.add(Rows.share());
        gateway.reads.shareInstances.add(Rows.shareInstance());
        gateway.reads.shareSnapshots.add(Rows.shareSnapshot());
        gateway.reads.shareSnapshotInstances.add(Rows.snapshotInstance());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                INSTANCE,
                INSTANCE + "/export_locations",
                SNAPSHOT_INSTANCE,
                SNAPSHOT_INSTANCE + "/export-locations"
            })
    void oneIsThereForItsProjectAlone(String path) {
        assertThat(gateway.ofShares("GET", path, OWNER).send().status()).isEqualTo(200);
        assertThat(gateway.ofShares("GET", path, STRANGER).send().status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2/snapshot-instances", "/v2/snapshot-instances/detail"})
    void aListHasTheProjectsOwnAlone(String path) {
        assertThat(gateway.ofShares("GET", path, OWNER).send().body()).contains("\"id\": ");

        RawResponse answer = gateway.ofShares("GET", path, STRANGER).send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("\"id\": ");
    }

    @Test
    void shareInstancesAreListedOfTheProjectAlone() {
        gateway.ofShares("GET", "/v2/share_instances", STRANGER).send();
        gateway.asShareAdmin("GET", "/v2/share_instances").send();

        assertThat(gateway.reads.queries)
                .extracting(ListQuery::projectId)
                .containsExactly("e0", null);
    }

    @ParameterizedTest
    @ValueSource(strings = {INSTANCE, SNAPSHOT_INSTANCE})
    void aStatusIsSetInTheProjectAlone(String path) {
        String body = "{\"reset_status\": {\"status\": \"error\"}}";

        assertThat(gateway.ofShares("POST", path + "/action", STRANGER).json(body).send().status())
                .isEqualTo(404);
        assertThat(gateway.commands.sent()).isEmpty();
        assertThat(gateway.ofShares("POST", path + "/action", OWNER).json(body).send().status())
                .isEqualTo(202);
    }

    @Test
    void administratorsSeeEverything() {
        assertThat(gateway.asShareAdmin("GET", SNAPSHOT_INSTANCE).send().status()).isEqualTo(200);
        assertThat(gateway.asShareAdmin("GET", "/v2/share_instances").send().body())
                .contains(Rows.SHARE_INSTANCE);
    }
}
