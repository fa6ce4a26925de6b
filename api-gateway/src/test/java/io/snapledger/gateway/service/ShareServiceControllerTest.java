package io.snapledger.gateway.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.agent.AgentView;
import io.snapledger.contract.agent.ShareBackend;
import io.snapledger.contract.outcome.AgentIdentity;
import io.snapledger.gateway.fake.RawResponse;
import io.snapledger.gateway.fake.Rows;
import io.snapledger.gateway.fake.RunningGateway;
import io.snapledger.gateway.json.PythonJson;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShareServiceControllerTest {

    private static final long GIB = 1L << 30;
    private static final Instant LONG_AGO = Instant.parse("2026-01-02T03:04:05.678901Z");
    private static final String POOLS = "/v2/scheduler-stats/pools";

    private static RunningGateway gateway;

    private final Instant lately = Instant.now().minusSeconds(5);

    @BeforeAll
    static void start() {
        gateway = RunningGateway.with();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void reset() {
        gateway.reads.reset();
        gateway.reads.agents.add(
                agent(lately, new ShareBackend("alpha", 10 * GIB + 1, GIB * 5 / 2)));
        gateway.reads.agents.add(agent(LONG_AGO, new ShareBackend("beta", null, null)));
        gateway.reads.shareTypes.add(Rows.shareType());
    }

    private static AgentView agent(Instant lastSeen, ShareBackend... backends) {
        return new AgentView(
                new AgentIdentity(UUID.randomUUID(), "machine@filesystem#filesystem"),
                List.of(backends),
                LONG_AGO,
                lastSeen);
    }

    @ParameterizedTest
    @CsvSource({"2.6, /v2/os-services", "2.7, /v2/services"})
    void eachBackendIsAService(String version, String path) {
        assertThat(at(version, path).body())
                .isEqualTo(
                        ("{\"services\": [{\"id\": 1, \"binary\": \"manila-share\", \"host\":"
                                        + " \"snapledger@alpha\", \"zone\": \"nova\", \"status\":"
                                        + " \"enabled\", \"state\": \"up\", \"updated_at\": \"%s\"},"
                                        + " {\"id\": 2, \"binary\": \"manila-share\", \"host\":"
                                        + " \"snapledger@beta\", \"zone\": \"nova\", \"status\":"
                                        + " \"enabled\", \"state\": \"down\", \"updated_at\":"
                                        + " \"2026-01-02T03:04:05.678901\"}]}")
                                .formatted(PythonJson.timestamp(lately)));
    }

    @Test
    void ofSeveralAgentsTheLastOneCounts() {
        gateway.reads.agents.add(agent(lately, new ShareBackend("beta", GIB, GIB)));

        assertThat(at("2.73", "/v2/services?host=snapledger@beta").body())
                .contains("\"id\": 2", "\"state\": \"up\"")
                .doesNotContain("alpha");
    }

    @Test
    void eachBackendThatIsUpIsAPool() {
        assertThat(at("2.0", POOLS).body())
                .isEqualTo(
                        "{\"pools\": [{\"name\": \"snapledger@alpha#alpha\", \"host\":"
                                + " \"snapledger\", \"backend\": \"alpha\", \"pool\":"
                                + " \"alpha\"}]}");
        assertThat(at("2.73", POOLS + "/detail").body())
                .contains(
                        "\"pool\": \"alpha\", \"capabilities\": {\"pool_name\": \"alpha\"",
                        "\"total_capacity_gb\": 10.0, \"free_capacity_gb\": 2.5");
    }

    @Test
    void whatNobodyCanTellIsUnknown() {
        gateway.reads.agents.set(0, agent(lately, new ShareBackend("alpha", null, null)));

        assertThat(at("2.73", POOLS + "/detail").body())
                .contains("\"total_capacity_gb\": \"unknown\", \"free_capacity_gb\": \"unknown\"");
    }

    @ParameterizedTest
    @CsvSource({
        "host=.*&backend=.*&pool=.*, 1",
        "host=snap, 1",
        "host=ledger, 0",
        "backend=al|be, 1",
        "backend=beta, 0",
        "pool=alpha, 1",
        "name=snapledger@alpha, 1",
        "other=.*, 0",
        "share_type=st, 1",
        "share_type=" + Rows.SHARE_TYPE + ", 1",
        "share_type=secret, 0"
    })
    void poolsAreFoundByTheBeginningsOfTheirNames(String query, int found) {
        gateway.reads.shareTypes.add(Rows.shareType("driver_handles_share_servers", "True"));
        String escaped = query.replace("|", "%7C");

        assertThat(at("2.73", POOLS + "?" + escaped).body().split("\"backend\""))
                .hasSize(found + 1);
    }

    @ParameterizedTest
    @CsvSource({
        "snapshot_support, <is> True, true",
        "snapshot_support, True, true",
        "snapshot_support, <is> False, false",
        "revert_to_snapshot_support, True, false",
        "replication_type, dr, true",
        "replication_type, none, false",
        "capabilities:share_backend_name, ALPHA, true",
        "share_backend_name, beta, false",
        "share_backend_name, <or> beta <or> alpha, true",
        "share_backend_name, <in> lph, true",
        "vendor:nothing, x, true",
        "nothing, x, false",
        "free_capacity_gb, >= 2, true",
        "free_capacity_gb, >= 3, false",
        "free_capacity_gb, == x, false",
        "availability_zones, mars, true"
    })
    void aTypeIsHeldByPoolsThatAreAsItsSpecsSay(String key, String value, boolean held) {
        gateway.reads.shareTypes.set(0, Rows.shareType(key, value));

        assertThat(at("2.73", POOLS + "?share_type=" + Rows.SHARE_TYPE).body().contains("alpha"))
                .isEqualTo(held);
    }

    @Test
    void whatIsNoFilterIsRefused() {
        RawResponse none = at("2.73", POOLS + "?share_type=none");
        assertThat(none.status()).isEqualTo(400);
        assertThat(none.body()).contains("Share type none not found.");
        assertThat(at("2.73", POOLS + "?host=(").status()).isEqualTo(400);
        // Before, it was a field like any other that pools do not have.
        assertThat(at("2.22", POOLS + "?share_type=none").body()).isEqualTo("{\"pools\": []}");
    }

    private static RawResponse at(String version, String path) {
        return gateway.asShareAdmin("GET", path)
                .header("X-OpenStack-Manila-API-Version", version)
                .send();
    }
}
