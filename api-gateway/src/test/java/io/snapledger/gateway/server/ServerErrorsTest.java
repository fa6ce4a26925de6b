package io.snapledger.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.gateway.fake.RawRequest;
import io.snapledger.gateway.fake.RawResponse;
import io.snapledger.gateway.fake.RunningGateway;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What Tomcat refuses before any code of ours has seen it looks like any other fault. */
class ServerErrorsTest {

    private final RunningGateway gateway = RunningGateway.shared();

    @Test
    void aBrokenRequestIsABadRequestInOurOwnForm() {
        List<RawRequest> broken =
                List.of(
                        gateway.request("GET", "/\u00e9"),
                        gateway.request("G(T", "/"),
                        gateway.request("GET", "/").header("X-Big", "x".repeat(20_000)),
                        gateway.request("GET", "/").header("Host", "a b"),
                        gateway.request("GET", "/").without("Host"),
                        gateway.request("GET", "nothing"));

        assertThat(broken)
                .allSatisfy(request -> {
                    RawResponse response = request.send();
                    assertThat(response.status()).isEqualTo(400);
                    assertThat(response.body())
                            .startsWith("{\"badRequest\": {\"code\": 400, \"message\": \"The")
                            .doesNotContain("Exception", "Tomcat");
                    assertThat(response.apiHeaders())
                            .isEqualTo(
                                    Map.of(
                                            "content-type", "application/json",
                                            "x-compute-request-id", "<id>",
                                            "x-openstack-request-id", "<id>"));
                });
    }

    @Test
    void aBodyInBrokenChunksIsABadRequest() {
        RawResponse response =
                gateway.asMember("POST", "/v3/d0/group_snapshots")
                        .header("Transfer-Encoding", "chunked")
                        .json("zz\r\n{}\r\n")
                        .send();

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body()).startsWith("{\"badRequest\": {");
    }

    @Test
    void aVersionOfHttpThatIsNotSpokenHasAFormToo() {
        RawResponse response = gateway.request("GET", "/ HTTP/9.9").send();

        assertThat(response.status()).isGreaterThanOrEqualTo(400);
        assertThat(response.header("content-type")).isEqualTo("application/json");
    }
}
