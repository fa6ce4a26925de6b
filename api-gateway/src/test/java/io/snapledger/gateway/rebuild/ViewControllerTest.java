package io.snapledger.gateway.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.rebuild.RebuildAnswer;
import io.snapledger.contract.rebuild.RebuildPhase;
import io.snapledger.contract.rebuild.RebuildState;
import io.snapledger.contract.rebuild.RebuildView;
import io.snapledger.contract.rebuild.ViewState;
import io.snapledger.gateway.fake.RawResponse;
import io.snapledger.gateway.fake.RunningGateway;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViewControllerTest {

    private static final String VIEWS = "/admin/v1/views";
    private static final String REBUILD = VIEWS + "/volume/rebuild";
    private static final UUID ID = UUID.fromString("00000000-0000-4000-8000-000000000023");
    private static final Instant AT = Instant.parse("2026-11-21T08:00:00.5Z");

    private final RunningGateway gateway = RunningGateway.shared();

    private static RebuildView running() {
        return new RebuildView(
                ID,
                "volume",
                RebuildState.RUNNING,
                RebuildPhase.COPYING,
                AT,
                "user-1",
                "req-1",
                AT,
                null,
                250_000,
                1_000_000L,
                50_000.4,
                15L,
                null);
    }

    private static RebuildView failed() {
        return new RebuildView(
                ID,
                "volume",
                RebuildState.FAILED,
                null,
                AT,
                null,
                null,
                AT,
                AT,
                3,
                null,
                null,
                null,
                "IllegalStateException: no");
    }

    private void view(@Nullable RebuildView rebuild) {
        gateway.reads.views.add(
                new ViewState("volume", "resources", "view", List.of("volume"), 42, rebuild));
    }

    @Test
    void theListTellsOfEachViewAndItsLastRebuild() {
        view(null);
        gateway.reads.views.add(
                new ViewState(
                        "status-change",
                        "status-history",
                        "view",
                        List.of("status_change", "status_change_span"),
                        7,
                        failed()));

        RawResponse answer = gateway.asAdmin("GET", VIEWS).send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"views\": [{\"name\": \"volume\", \"processor\": \"resources\","
                                + " \"schema\": \"view\", \"tables\": [\"volume\"],"
                                + " \"position\": 42, \"rebuild\": null},"
                                + " {\"name\": \"status-change\", \"processor\": \"status-history\","
                                + " \"schema\": \"view\", \"tables\": [\"status_change\","
                                + " \"status_change_span\"], \"position\": 7, \"rebuild\":"
                                + " {\"id\": \""
                                + ID
                                + "\", \"view\": \"volume\", \"state\": \"failed\","
                                + " \"phase\": null, \"requested_at\": \"2026-11-21T08:00:00.500000Z\","
                                + " \"requested_by\": null, \"request_id\": null,"
                                + " \"started_at\": \"2026-11-21T08:00:00.500000Z\","
                                + " \"ended_at\": \"2026-11-21T08:00:00.500000Z\","
                                + " \"events_done\": 3, \"events_total\": null,"
                                + " \"events_per_second\": null, \"seconds_left\": null,"
                                + " \"failure\": \"IllegalStateException: no\"}}]}");
    }

    @Test
    void aRebuildIsBegunForWhoeverAsks() {
        view(null);
        gateway.reads.rebuildAnswer = new RebuildAnswer(true, running());

        RawResponse answer = gateway.asAdmin("POST", REBUILD).send();

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body())
                .contains("\"state\": \"running\", \"phase\": \"copying\"")
                .contains("\"events_done\": 250000, \"events_total\": 1000000")
                .contains("\"events_per_second\": 50000, \"seconds_left\": 15");
        assertThat(gateway.reads.rebuilds)
                .singleElement()
                .asString()
                .startsWith("begin volume for ")
                .doesNotContain("null")
                .endsWith(answer.header("x-openstack-request-id"));
    }

    @Test
    void oneThatRunsAlreadyIsAConflict() {
        view(running());
        gateway.reads.rebuildAnswer = new RebuildAnswer(false, running());

        RawResponse answer = gateway.asAdmin("POST", REBUILD).send();

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body())
                .contains("\"message\": \"The view volume is being rebuilt already.\"");
    }

    @Test
    void theLastRebuildIsShown() {
        view(running());

        RawResponse answer = gateway.asAdmin("GET", REBUILD).send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("\"events_done\": 250000");
    }

    @Test
    void whatNeverRanIsNotFound() {
        view(null);

        RawResponse answer = gateway.asAdmin("GET", REBUILD).send();

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("The view volume has never been rebuilt.");
    }

    @Test
    void oneThatRunsIsAborted() {
        view(running());
        gateway.reads.rebuildAnswer = new RebuildAnswer(false, failed());

        RawResponse answer = gateway.asAdmin("DELETE", REBUILD).send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(gateway.reads.rebuilds).containsExactly("abort volume");
    }

    @Test
    void whatDoesNotRunCannotBeAborted() {
        view(failed());

        RawResponse answer = gateway.asAdmin("DELETE", REBUILD).send();

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body()).contains("The view volume is not being rebuilt.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "DELETE"})
    void aViewThatIsNotThereIsNotFound(String method) {
        view(null);

        RawResponse answer = gateway.asAdmin(method, VIEWS + "/volumes/rebuild").send();

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body())
                .contains("\"itemNotFound\"")
                .contains("There is no view volumes.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "DELETE"})
    void onlyAdministratorsMay(String method) {
        view(running());

        assertThat(gateway.asMember(method, REBUILD).send().status()).isEqualTo(403);
        assertThat(gateway.reads.rebuilds).isEmpty();
    }
}
