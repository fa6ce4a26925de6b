package io.snapledger.gateway.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.gateway.fake.RawResponse;
import io.snapledger.gateway.fake.RunningGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthcheckTest {

    private final RunningGateway gateway = RunningGateway.shared();

    @Test
    void itIsOneWordForABalancer() {
        RawResponse response = gateway.request("GET", "/healthcheck").send();

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("OK");
        assertThat(response.apiHeaders())
                .isEqualTo(
                        Map.of(
                                "content-type", "text/plain; charset=UTF-8",
                                "x-openstack-request-id", "<id>"));
    }

    @Test
    void itIsJsonOrAPageIfAskedFor() {
        RawResponse json =
                gateway.request("GET", "/healthcheck").header("Accept", "application/json").send();
        RawResponse page =
                gateway.request("GET", "/healthcheck").header("Accept", "text/html").send();

        assertThat(json.header("Content-Type")).isEqualTo("application/json");
        assertThat(json.body())
                .isEqualTo(
                        "{\n    \"detailed\": false,\n    \"reasons\": [\n        \"OK\"\n    ]\n}");
        assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=UTF-8");
        assertThat(page.body()).startsWith("<html>").contains("OK");
    }

    @Test
    void healthOfWhatIsNotThereIsNotFoundHoweverDeep() {
        for (String unknown : List.of("x", "x/y", "x/y/z", "%2e%2e/env", "x/y/z/w")) {
            assertThat(gateway.request("GET", "/actuator/health/" + unknown).send().status())
                    .as(unknown)
                    .isEqualTo(404);
        }
    }

    @Test
    void askedForItsHeadItHasNoContent() {
        RawResponse response = RunningGateway.shared().request("HEAD", "/healthcheck").send();

        assertThat(response.status()).isEqualTo(204);
        assertThat(response.header("Content-Type")).isEqualTo("text/plain; charset=UTF-8");
        assertThat(response.body()).isEmpty();
    }

    @Test
    void aFileTakesTheServiceOutOfTheBalancer(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("disabled");
        try (RunningGateway guarded =
                RunningGateway.with("snapledger.healthcheck.disable-file=" + file)) {
            assertThat(guarded.request("GET", "/healthcheck").send().status()).isEqualTo(200);

            Files.createFile(file);

            RawResponse response = guarded.request("GET", "/healthcheck").send();
            assertThat(response.status()).isEqualTo(503);
            assertThat(response.body()).isEqualTo("DISABLED BY FILE");
            assertThat(guarded.request("HEAD", "/healthcheck").send().status()).isEqualTo(503);
        }
    }
}
