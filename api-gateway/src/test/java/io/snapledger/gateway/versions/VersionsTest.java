package io.snapledger.gateway.versions;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.gateway.fake.RawResponse;
import io.snapledger.gateway.fake.RunningGateway;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionsTest {

    private final RunningGateway gateway = RunningGateway.shared();

    private static String document(String base) {
        return "{\"versions\": [{\"id\": \"v3.0\", \"status\": \"CURRENT\", \"version\": \"3.70\","
                + " \"min_version\": \"3.0\", \"updated\": \"2022-08-31T00:00:00Z\", \"links\":"
                + " [{\"rel\": \"describedby\", \"type\": \"text/html\", \"href\":"
                + " \"https://docs.openstack.org/\"}, {\"rel\": \"self\", \"href\": \""
                + base
                + "/v3/\"}], \"media-types\": [{\"base\": \"application/json\", \"type\":"
                + " \"application/vnd.openstack.volume+json;version=3\"}]}]}";
    }

    private String base() {
        return "http://127.0.0.1:" + gateway.port();
    }

    @Test
    void theRootNeedsNoToken() {
        RawResponse response = gateway.request("GET", "/").send();

        assertThat(response.status()).isEqualTo(300);
        assertThat(response.body()).isEqualTo(document(base()));
        assertThat(response.apiHeaders())
                .isEqualTo(
                        Map.of(
                                "content-type", "application/json",
                                "openstack-api-version", "volume 3.0",
                                "vary", "OpenStack-API-Version",
                                "x-compute-request-id", "<id>",
                                "x-openstack-request-id", "<id>"));
    }

    @Test
    void theRootHasAHead() {
        RawResponse response = gateway.request("HEAD", "/").send();

        assertThat(response.status()).isEqualTo(300);
        assertThat(response.body()).isEmpty();
        assertThat(response.apiHeaders())
                .isEqualTo(gateway.request("GET", "/").send().apiHeaders());
    }

    @Test
    void theVersionsOwnAddressAnswersTheSameWithAToken() {
        RawResponse response = gateway.asMember("GET", "/v3/").send();

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(document(base()));
        assertThat(response.header("OpenStack-API-Version")).isEqualTo("volume 3.70");
        assertThat(gateway.asMember("GET", "/v3/").at("3.999").send().status()).isEqualTo(406);
    }

    @Test
    void withoutItsSlashItRedirects() {
        RawResponse response = gateway.asMember("GET", "/v3").send();

        assertThat(response.status()).isEqualTo(302);
        assertThat(response.header("Location")).isEqualTo(base() + "/v3/");
        assertThat(response.body()).isEmpty();
    }

    @Test
    void linksNameTheHostTheClientKnows() {
        assertThat(gateway.request("GET", "/").header("Host", "other:1234").send().body())
                .isEqualTo(document("http://other:1234"));
        assertThat(
                        gateway.request("GET", "/")
                                .header("X-Forwarded-Host", "one.example, api.example.org")
                                .header("X-Forwarded-Proto", "https")
                                .send()
                                .body())
                .isEqualTo(document("https://api.example.org"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp", "javascript", ""})
    void aSchemeThatIsNoneIsPassedOver(String scheme) {
        assertThat(gateway.request("GET", "/").header("X-Forwarded-Proto", scheme).send().body())
                .isEqualTo(document(base()));
    }

    @Test
    void aConfiguredEndpointIsTheBaseOfEveryLink() {
        try (RunningGateway configured =
                RunningGateway.with("snapledger.public-endpoint=https://api.example.org/volume/")) {
            assertThat(configured.request("GET", "/").send().body())
                    .isEqualTo(document("https://api.example.org/volume"));
        }
    }
}
