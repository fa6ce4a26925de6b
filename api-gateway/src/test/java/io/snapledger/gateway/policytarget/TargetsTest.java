package io.snapledger.gateway.policytarget;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.gateway.fake.RawRequest;
import io.snapledger.gateway.fake.Rows;
import io.snapledger.gateway.fake.RunningGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rule about an attribute holds whichever request leads to the resource. */
class TargetsTest {

    @TempDir Path folder;

    @Test
    void aRuleThatForbidsAStatusForbidsItInBodiesToo() throws IOException {
        Path rules =
                Files.writeString(
                        folder.resolve("policy.yaml"),
                        """
                        "volume:get": "not 'available':%(status)s"
                        "volume:get_snapshot": "not 'available':%(status)s"
                        "group:get": "not 'available':%(status)s"
                        "group:get_group_snapshot": "not 'available':%(status)s"
                        """);
        try (RunningGateway gateway = RunningGateway.with("snapledger.policy.file=" + rules)) {
            gateway.reads.volumes.add(Rows.volume());
            gateway.reads.snapshots.add(Rows.snapshot());
            gateway.reads.groups.add(Rows.group());
            gateway.reads.groupSnapshots.add(Rows.groupSnapshot());
            gateway.reads.volumeTypes.add(Rows.volumeType());
            gateway.reads.groupTypes.add(Rows.groupType());

            refuses(gateway.asMember("GET", "/v3/d0/snapshots/" + Rows.SNAPSHOT));
            refuses(gateway.asMember("GET", "/v3/d0/groups/" + Rows.GROUP));
            refuses(gateway.asMember("GET", "/v3/d0/group_snapshots/" + Rows.GROUP_SNAPSHOT));
            refuses(volume(gateway, "'snapshot_id': '%s'".formatted(Rows.SNAPSHOT)));
            refuses(volume(gateway, "'source_volid': '%s'".formatted(Rows.VOLUME)));
            refuses(
                    volume(
                            gateway,
                            "'volume_type': '%s', 'group_id': '%s'"
                                    .formatted(Rows.VOLUME_TYPE, Rows.GROUP)));
            refuses(
                    gateway.asMember("POST", "/v3/d0/snapshots")
                            .json(json("{'snapshot': {'volume_id': '%s'}}", Rows.VOLUME)));
            refuses(
                    gateway.asMember("POST", "/v3/d0/group_snapshots")
                            .json(json("{'group_snapshot': {'group_id': '%s'}}", Rows.GROUP)));
            refuses(source(gateway, "'source_group_id': '%s'".formatted(Rows.GROUP)));
            refuses(source(gateway, "'group_snapshot_id': '%s'".formatted(Rows.GROUP_SNAPSHOT)));
            assertThat(gateway.commands.sent()).isEmpty();
        }
    }

    private static RawRequest volume(RunningGateway gateway, String fields) {
        return gateway.asMember("POST", "/v3/d0/volumes")
                .json(json("{'volume': {'size': 1, %s}}", fields));
    }

    private static RawRequest source(RunningGateway gateway, String field) {
        return gateway.asMember("POST", "/v3/d0/groups/action")
                .json(json("{'create-from-src': {%s}}", field));
    }

    private static String json(String text, String value) {
        return text.formatted(value).replace('\'', '"');
    }

    // Where upstream says so, who may not see a resource is told that it is not there.
    private static void refuses(RawRequest request) {
        assertThat(request.send().status()).isIn(403, 404);
    }
}
