package io.snapledger.gateway.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.gateway.fake.RawRequest;
import io.snapledger.gateway.fake.Rows;
import io.snapledger.gateway.fake.RunningGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The gateway as Cinder's Zed release has it: whoever belongs to a project may use it. */
class OlderDefaultsTest {

    private static final String GROUP =
            "{\"group\": {\"group_type\": \"%s\", \"volume_types\": [\"%s\"]}}"
                    .formatted(Rows.GROUP_TYPE, Rows.VOLUME_TYPE);
    private static final String RESET = "{\"reset_status\": {\"status\": \"error\"}}";

    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        gateway = RunningGateway.with("snapledger.policy.enforce-new-defaults=false");
        gateway.reads.groups.add(Rows.group());
        gateway.reads.groupTypes.add(Rows.groupType());
        gateway.reads.volumeTypes.add(Rows.volumeType());
        gateway.reads.snapshots.add(Rows.snapshot());
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void aTokenWithoutRolesUsesItsProject() {
        assertThat(withoutRoles("POST", "/v3/d0/groups").json(GROUP).send().status())
                .isEqualTo(202);
        assertThat(withoutRoles("GET", "/v3/d0/groups/" + Rows.GROUP).send().status())
                .isEqualTo(200);
        assertThat(withoutRoles("GET", "/v3/d0/snapshots/detail").send().status()).isEqualTo(200);
        assertThat(withoutRoles("GET", "/v3/d0/types/" + Rows.VOLUME_TYPE).send().body())
                .doesNotContain("extra_specs");
    }

    @Test
    void whatIsTheAdministratorsStaysTheirs() {
        String path = "/v3/d0/groups/" + Rows.GROUP + "/action";

        assertThat(withoutRoles("POST", path).json(RESET).send().status()).isEqualTo(403);
        assertThat(gateway.asMember("POST", path).json(RESET).send().status()).isEqualTo(403);
    }

    private static RawRequest withoutRoles(String method, String path) {
        return gateway.asMember(method, path).header("X-Auth-Token", "demo:d0:");
    }
}
