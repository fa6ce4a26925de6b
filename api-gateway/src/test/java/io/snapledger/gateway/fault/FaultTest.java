package io.snapledger.gateway.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.gateway.json.PythonJson;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultTest {

    @ParameterizedTest
    @CsvSource({
        "400, badRequest",
        "401, unauthorized",
        "403, forbidden",
        "404, itemNotFound",
        "405, badMethod",
        "406, computeFault",
        "409, conflictingRequest",
        "413, overLimit",
        "415, badMediaType",
        "422, computeFault",
        "500, computeFault",
        "501, notImplemented",
        "503, serviceUnavailable"
    })
    void everyStatusHasItsKey(int status, String key) {
        assertThat(PythonJson.write(Fault.of(status, "x").body()))
                .isEqualTo("{\"" + key + "\": {\"code\": " + status + ", \"message\": \"x\"}}");
    }

    @Test
    void onlyOverLimitSaysInItsBodyWhenToTryAgain() {
        Fault overLimit = Fault.overLimit("x");
        Fault unavailable = Fault.serviceUnavailable("x", Duration.ofSeconds(5));

        assertThat(PythonJson.write(overLimit.body()))
                .isEqualTo(
                        "{\"overLimit\": {\"code\": 413, \"message\": \"x\", \"retryAfter\": \"0\"}}");
        assertThat(overLimit.headers()).containsEntry("Retry-After", "0");
        assertThat(PythonJson.write(unavailable.body())).doesNotContain("retryAfter");
        assertThat(unavailable.headers()).containsEntry("Retry-After", "5");
    }

    @Test
    void aForbiddenRequestNamesItsRule() {
        assertThat(Fault.forbidden("group:get").text())
                .isEqualTo("Policy doesn't allow group:get to be performed.");
    }

    @Test
    void aFaultHasNoStackTrace() {
        assertThat(Fault.badRequest().getStackTrace()).isEmpty();
    }
}
