package io.snapledger.gateway.cors;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.gateway.fake.RawRequest;
import io.snapledger.gateway.fake.RawResponse;
import io.snapledger.gateway.fake.RunningGateway;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorsTest {

    private static final String LIST = "/v3/d0/group_snapshots";
    private static final String PAGE = "https://horizon.example.com";

    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        gateway = RunningGateway.with("snapledger.cors.allowed-origin=" + PAGE);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static RawRequest preflight(String origin, String method) {
        return gateway.request("OPTIONS", LIST)
                .header("Origin", origin)
                .header("Access-Control-Request-Method", method);
    }

    @Test
    void aPreflightIsAnsweredWithoutAToken() {
        RawResponse answer =
                preflight(PAGE, "POST")
                        .header(
                                "Access-Control-Request-Headers",
                                "x-auth-token, Content-Type,openstack-api-version")
                        .send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.apiHeaders())
                .isEqualTo(
                        Map.of(
                                "access-control-allow-credentials", "true",
                                "access-control-allow-headers",
                                        "x-auth-token,Content-Type,openstack-api-version",
                                "access-control-allow-methods", "POST",
                                "access-control-allow-origin", PAGE,
                                "access-control-max-age", "3600",
                                "vary", "Origin",
                                "x-openstack-request-id", "<id>"));
    }

    @Test
    void aPageMaySayWhichVersionOfTheOtherApiItMeans() {
        String headers = "X-OpenStack-Manila-API-Version,X-OpenStack-Manila-API-Experimental";

        assertThat(
                        preflight(PAGE, "GET")
                                .header("Access-Control-Request-Headers", headers)
                                .send()
                                .header("Access-Control-Allow-Headers"))
                .isEqualTo(headers);
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example, GET, X-Auth-Token",
        "https://horizon.example.com, TRACE, X-Auth-Token",
        "https://horizon.example.com, get, X-Auth-Token",
        "https://horizon.example.com, GET, X-Secret",
        "https://horizon.example.com:443, GET, X-Auth-Token",
        "null, GET, X-Auth-Token"
    })
    void aPreflightThatIsNotAllowedHasNoSuchHeader(String origin, String method, String header) {
        RawResponse answer =
                preflight(origin, method).header("Access-Control-Request-Headers", header).send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.apiHeaders()).isEqualTo(Map.of("x-openstack-request-id", "<id>"));
    }

    @Test
    void anyAnswerCanBeReadByThePage() {
        RawResponse answer = gateway.asMember("GET", LIST).header("Origin", PAGE).send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(PAGE);
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEqualTo("true");
        assertThat(answer.header("Access-Control-Expose-Headers"))
                .isEqualTo(
                        "X-Auth-Token,X-Subject-Token,X-Service-Token,X-OpenStack-Request-ID,"
                                + "OpenStack-API-Version,X-OpenStack-Manila-API-Version,"
                                + "X-OpenStack-Manila-API-Experimental");
        assertThat(answer.header("Vary")).isEqualTo("OpenStack-API-Version,Origin");
    }

    @Test
    void faultsCanBeReadToo() {
        RawResponse unauthorized = gateway.request("GET", LIST).header("Origin", PAGE).send();
        RawResponse noRoute = gateway.asMember("GET", "/v3/x").header("Origin", PAGE).send();

        assertThat(unauthorized.status()).isEqualTo(401);
        assertThat(unauthorized.header("Access-Control-Allow-Origin")).isEqualTo(PAGE);
        assertThat(unauthorized.header("Vary")).isEqualTo("Origin");
        assertThat(noRoute.status()).isEqualTo(404);
        assertThat(noRoute.header("Access-Control-Allow-Origin")).isEqualTo(PAGE);
    }

    @Test
    void thePagesOfOthersAreServedLikeAnybodyElse() {
        RawResponse answer =
                gateway.asMember("GET", LIST).header("Origin", "https://evil.example").send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
        assertThat(answer.header("Vary")).isEqualTo("OpenStack-API-Version");
    }

    @Test
    void theHealthCheckHasNoSuchFilter() {
        RawResponse answer =
                gateway.request("OPTIONS", "/healthcheck").header("Origin", PAGE).send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
    }

    @Test
    void everySettingCounts() {
        try (RunningGateway other =
                RunningGateway.with(
                        "snapledger.cors.allowed-origin=*",
                        "snapledger.cors.allow-credentials=false",
                        "snapledger.cors.expose-headers=",
                        "snapledger.cors.max-age=0s",
                        "snapledger.cors.allow-methods=GET",
                        "snapledger.cors.allow-headers=X-One")) {
            RawResponse answer =
                    other.request("OPTIONS", "/")
                            .header("Origin", "https://any.example")
                            .header("Access-Control-Request-Method", "GET")
                            .header("Access-Control-Request-Headers", "X-One")
                            .send();

            assertThat(answer.apiHeaders())
                    .isEqualTo(
                            Map.of(
                                    "access-control-allow-headers", "X-One",
                                    "access-control-allow-methods", "GET",
                                    "access-control-allow-origin", "*",
                                    "vary", "Origin",
                                    "x-openstack-request-id", "<id>"));
            assertThat(
                            other.request("GET", "/")
                                    .header("Origin", "https://any.example")
                                    .send()
                                    .header("Access-Control-Expose-Headers"))
                    .isNull();
        }
    }
}
