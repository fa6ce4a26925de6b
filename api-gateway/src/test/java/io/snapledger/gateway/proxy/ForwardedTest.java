package io.snapledger.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.gateway.fake.RawRequest;
import io.snapledger.gateway.fake.Rows;
import io.snapledger.gateway.fake.RunningGateway;
import org.junit.jupiter.api.Test;

/** What a proxy says, in everything that has an address in it. */
class ForwardedTest {

    private static RawRequest behindAProxy(RawRequest request) {
        return request.header("X-Forwarded-For", "198.51.100.1")
                .header("X-Forwarded-Host", "api.example.org")
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Prefix", "/volume");
    }

    @Test
    void everyLinkIsTheClients() {
        RunningGateway gateway = RunningGateway.shared();
        gateway.reads.groupSnapshots.add(Rows.groupSnapshot());
        gateway.reads.volumes.add(Rows.volume());
        String base = "https://api.example.org/volume";

        assertThat(behindAProxy(gateway.request("GET", "/")).send().body())
                .contains("\"" + base + "/v3/\"");
        assertThat(behindAProxy(gateway.asMember("GET", "/v3")).send().header("Location"))
                .isEqualTo(base + "/v3/");
        assertThat(
                        behindAProxy(gateway.asMember("GET", "/v3/d0/group_snapshots?limit=1"))
                                .send()
                                .body())
                .contains("\"" + base + "/v3/d0/group_snapshots?limit=1&marker=");
        assertThat(
                        behindAProxy(gateway.asMember("GET", "/v3/d0/volumes/" + Rows.VOLUME))
                                .send()
                                .body())
                .contains("\"" + base + "/v3/d0/volumes/" + Rows.VOLUME + "\"")
                .contains("\"" + base + "/d0/volumes/" + Rows.VOLUME + "\"");
        assertThat(behindAProxy(gateway.request("GET", "/v3/")).send().header("WWW-Authenticate"))
                .isEqualTo("Keystone uri=\"" + base + "\"");
    }

    @Test
    void nobodyIsBelievedWhereNobodyIsTrusted() {
        try (RunningGateway gateway = RunningGateway.with("snapledger.proxy.trusted=")) {
            assertThat(
                            behindAProxy(gateway.request("GET", "/"))
                                    .header("Forwarded", "host=evil.example")
                                    .send()
                                    .body())
                    .contains("\"http://127.0.0.1:" + gateway.port() + "/v3/\"");
        }
    }

    @Test
    void aProxyThatGoesByRfc7239IsBelievedWhereThatIsSet() {
        try (RunningGateway gateway = RunningGateway.with("snapledger.proxy.headers=forwarded")) {
            assertThat(
                            gateway.request("GET", "/")
                                    .header("Forwarded", "host=api.example.org;proto=https")
                                    .header("X-Forwarded-Host", "evil.example")
                                    .send()
                                    .body())
                    .contains("\"https://api.example.org/v3/\"");
        }
    }

    @Test
    void theAddressOfACommandIsTheClients() {
        RunningGateway gateway = RunningGateway.shared();
        gateway.reads.groupSnapshots.add(Rows.groupSnapshot());

        behindAProxy(gateway.asMember("DELETE", "/v3/d0/group_snapshots/" + Rows.GROUP_SNAPSHOT))
                .send();

        assertThat(gateway.commands.sent())
                .singleElement()
                .satisfies(command ->
                        assertThat(command.getMetaData().toString()).contains("198.51.100.1"));
    }
}
