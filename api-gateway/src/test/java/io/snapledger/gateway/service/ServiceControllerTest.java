package io.snapledger.gateway.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.agent.AgentView;
import io.snapledger.contract.outcome.AgentIdentity;
import io.snapledger.gateway.fake.RawResponse;
import io.snapledger.gateway.fake.RunningGateway;
import io.snapledger.gateway.json.PythonJson;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceControllerTest {

    private static final Instant LONG_AGO = Instant.parse("2026-01-02T03:04:05.678901Z");

    private RunningGateway gateway;

    @BeforeEach
    void reset() {
        gateway = RunningGateway.shared();
    }

    @Test
    void anAgentHeardOfLatelyIsUp() {
        Instant lately = Instant.now().minusSeconds(5);
        gateway.reads.agents.add(agent("a@filesystem#filesystem", lately));

        assertThat(gateway.asAdmin("GET", "/v3/a0/os-services").send().body())
                .isEqualTo(
                        "{\"services\": [{\"binary\": \"cinder-volume\", \"host\": \"a@filesystem\","
                                + " \"zone\": \"nova\", \"status\": \"enabled\", \"state\": \"up\","
                                + " \"updated_at\": \"%s\", \"backend_state\": \"up\", \"cluster\": null,"
                                        .formatted(PythonJson.timestamp(lately))
                                + " \"disabled_reason\": null, \"replication_status\": \"disabled\","
                                + " \"active_backend_id\": null, \"frozen\": false}]}");
    }

    @Test
    void aSilentOneIsDown() {
        gateway.reads.agents.add(agent("a@filesystem#filesystem", LONG_AGO));

        assertThat(gateway.asAdmin("GET", "/v3/os-services").send().body())
                .contains(
                        "\"status\": \"enabled\", \"state\": \"down\", \"updated_at\":"
                                + " \"2026-01-02T03:04:05.678901\", \"backend_state\": \"down\"");
    }

    @Test
    void fieldsCameWithTheirVersions() {
        gateway.reads.agents.add(agent("a@filesystem#filesystem", LONG_AGO));

        assertThat(gateway.asAdmin("GET", "/v3/os-services").at("3.6").send().body())
                .doesNotContain("cluster", "backend_state");
        assertThat(gateway.asAdmin("GET", "/v3/os-services").at("3.48").send().body())
                .contains("cluster")
                .doesNotContain("backend_state");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 2",
        "?host=b@simulated, 1",
        "?host=b, 0",
        "?binary=cinder-volume, 2",
        "?binary=cinder-backup, 0",
        "?host=b@simulated&binary=cinder-volume, 1"
    })
    void theyAreFoundByHostAndBinary(String query, int found) {
        gateway.reads.agents.add(agent("a@filesystem#filesystem", LONG_AGO));
        gateway.reads.agents.add(agent("b@simulated#simulated", LONG_AGO));

        assertThat(
                        gateway.asAdmin("GET", "/v3/os-services" + query)
                                .send()
                                .body()
                                .split("\"binary\""))
                .hasSize(found + 1);
    }

    @Test
    void membersDoNotSeeThem() {
        RawResponse answer = gateway.asMember("GET", "/v3/os-services").send();

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body())
                .contains("Policy doesn't allow volume_extension:services:index to be performed.");
    }

    private static AgentView agent(String host, Instant lastSeen) {
        return new AgentView(
                new AgentIdentity(UUID.randomUUID(), host), List.of(), LONG_AGO, lastSeen);
    }
}
