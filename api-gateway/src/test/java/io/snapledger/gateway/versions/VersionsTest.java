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

    private static String document(String... versions) {
        return "{\"versions\": [" + String.join(", ", versions) + "]}";
    }

    private static String cinder(String base) {
        return "{\"id\": \"v3.0\", \"status\": \"CURRENT\", \"version\": \"3.70\","
                + " \"min_version\": \"3.0\", \"updated\": \"2022-08-31T00:00:00Z\", \"links\":"
                + " [{\"rel\": \"describedby\", \"type\": \"text/html\", \"href\":"
                + " \"https://docs.openstack.org/\"}, {\"rel\": \"self\", \"href\": \""
                + base
                + "/v3/\"}], \"media-types\": [{\"base\": \"application/json\", \"type\":"
                + " \"application/vnd.openstack.volume+json;version=3\"}]}";
    }

    private static String manila(String base) {
        return "{\"id\": \"v2.0\", \"status\": \"CURRENT\", \"version\": \"2.73\","
                + " \"min_version\": \"2.0\", \"updated\": \"2015-08-27T11:33:21Z\", \"links\":"
                + " [{\"rel\": \"describedby\", \"type\": \"text/html\", \"href\":"
                + " \"http://docs.openstack.org/\"}, {\"rel\": \"self\", \"href\": \""
                + base
                + "/v2/\"}], \"media-types\": [{\"base\": \"application/json\", \"type\":"
                + " \"application/vnd.openstack.share+json;version=1\"}]}";
    }

    private static String both(String base) {
        return document(cinder(base), manila(base));
    }

    private String base() {
        return "http://127.0.0.1:" + gateway.port();
    }

    @Test
    void theRootNeedsNoToken() {
        RawResponse response = gateway.request("GET", "/").send();

        assertThat(response.status()).isEqualTo(300);
        assertThat(response.body()).isEqualTo(both(base()));
        assertThat(response.apiHeaders())
                .isEqualTo(
                        Map.of(
                                "content-type", "application/json",
                                "openstack-api-version", "volume 3.0",
                                "vary", "OpenStack-API-Version",
                                "x-compute-request-id", "<id>",
                                "x-openstack-request-id", "<id>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.0", "2.72", "2.999", "nonsense"})
    void aClientOfTheOtherApiFindsItFirst(String version) {
        RawResponse response =
                gateway.request("GET", "/")
                        .header("X-Openstack-Manila-Api-Version", version)
                        .send();

        assertThat(response.status()).isEqualTo(300);
        assertThat(response.body()).isEqualTo(document(manila(base()), cinder(base())));
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
        assertThat(response.body()).isEqualTo(document(cinder(base())));
        assertThat(response.header("OpenStack-API-Version")).isEqualTo("volume 3.70");
        assertThat(gateway.asMember("GET", "/v3/").at("3.999").send().status()).isEqualTo(406);
    }

    @Test
    void theOtherApiHasItsOwnAddressAndHeader() {
        RawResponse response =
                gateway.request("GET", "/v2/")
                        .header("X-Auth-Token", "demo:d0:member,reader")
                        .header("X-OpenStack-Manila-API-Version", "2.73")
                        .send();

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(document(manila(base())));
        assertThat(response.apiHeaders())
                .isEqualTo(
                        Map.of(
                                "content-type", "application/json",
                                "x-openstack-manila-api-version", "2.73",
                                "vary", "X-OpenStack-Manila-API-Version",
                                "x-compute-request-id", "<id>"));
        assertThat(gateway.request("GET", "/v2/").send().status()).isEqualTo(401);
    }

    @Test
    void theOtherApiRedirectsToo() {
        RawResponse response = gateway.asMember("GET", "/v2").send();

        assertThat(response.status()).isEqualTo(302);
        assertThat(response.header("Location")).isEqualTo(base() + "/v2/");
        assertThat(response.header("Content-Type")).isEqualTo("text/plain; charset=utf8");
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
                .isEqualTo(both("http://other:1234"));
        assertThat(
                        gateway.request("GET", "/")
                                .header("X-Forwarded-Host", "one.example, api.example.org")
                                .header("X-Forwarded-Proto", "https")
                                .send()
                                .body())
                .isEqualTo(both("https://api.example.org"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp", "javascript", ""})
    void aSchemeThatIsNoneIsPassedOver(String scheme) {
        assertThat(gateway.request("GET", "/").header("X-Forwarded-Proto", scheme).send().body())
                .isEqualTo(both(base()));
    }

    @Test
    void aConfiguredEndpointIsTheBaseOfEveryLink() {
        try (RunningGateway configured =
                RunningGateway.with("snapledger.public-endpoint=https://api.example.org/volume/")) {
            assertThat(configured.request("GET", "/").send().body())
                    .isEqualTo(both("https://api.example.org/volume"));
        }
    }
}
