package io.snapledger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayApplicationTest {

    @TempDir private Path folder;

    @Test
    void thePolicyCommandHasTheServicesSettingsAndServesNothing() throws IOException {
        Path file = Files.writeString(folder.resolve("policy.yaml"), "volume:get: role:x\n");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();

        int code =
                GatewayApplication.policyCommand(
                        new String[] {"policy", "--snapledger.policy.file=" + file},
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));

        assertThat(code).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"volume:get\": \"role:x\"\n");
    }
}
