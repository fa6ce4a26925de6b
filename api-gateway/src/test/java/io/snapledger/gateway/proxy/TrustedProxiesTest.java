package io.snapledger.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapledger.gateway.proxy.ProxyProperties.Headers;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class TrustedProxiesTest {

    private static final String PROXY = "10.1.2.3";

    private final TrustedProxies proxies = proxiesThatWrite(Headers.X_FORWARDED);

    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/v3/");

    TrustedProxiesTest() {
        request.setRemoteAddr(PROXY);
        request.addHeader("Host", "inner:8776");
    }

    private ClientView view() {
        return ClientView.of(proxies.unwrap(request));
    }

    private static TrustedProxies proxiesThatWrite(Headers headers) {
        return new TrustedProxies(
                new ProxyProperties(List.of("10.0.0.0/8", "2001:db8::/32"), headers));
    }

    private ClientView forwarded(String header) {
        request.addHeader("Forwarded", header);
        return ClientView.of(proxiesThatWrite(Headers.FORWARDED).unwrap(request));
    }

    @Test
    void whatTheProxyDoesNotWriteTheClientDid() {
        request.addHeader("X-Forwarded-For", "198.51.100.1");
        request.addHeader("Forwarded", "for=203.0.113.1;host=evil.example");

        assertThat(view()).isEqualTo(new ClientView("198.51.100.1", "http", "inner:8776", ""));
    }

    @Test
    void aProxyThatGoesByRfc7239PassesOnTheOtherHeadersOfAClient() {
        request.addHeader("X-Forwarded-For", "203.0.113.1");
        request.addHeader("X-Forwarded-Host", "evil.example");
        request.addHeader("X-Forwarded-Prefix", "/evil");

        assertThat(forwarded("for=198.51.100.1"))
                .isEqualTo(new ClientView("198.51.100.1", "http", "inner:8776", ""));
    }

    @Test
    void withoutSuchHeadersARequestIsWhatItIs() {
        assertThat(view()).isEqualTo(new ClientView(PROXY, "http", "inner:8776", ""));
    }

    @Test
    void aStrangerIsNotBelieved() {
        request.setRemoteAddr("192.0.2.9");
        request.addHeader("X-Forwarded-For", "198.51.100.1");
        request.addHeader("X-Forwarded-Host", "evil.example");
        request.addHeader("X-Forwarded-Proto", "https");
        request.addHeader("X-Forwarded-Prefix", "/evil");

        ClientView plain = new ClientView("192.0.2.9", "http", "inner:8776", "");
        assertThat(view()).isEqualTo(plain);
        assertThat(forwarded("for=198.51.100.1;host=evil.example;proto=https")).isEqualTo(plain);
    }

    @Test
    void aTrustedProxyIs() {
        request.addHeader("X-Forwarded-For", "198.51.100.1");
        request.addHeader("X-Forwarded-Host", "api.example.org");
        request.addHeader("X-Forwarded-Proto", "HTTPS");
        request.addHeader("X-Forwarded-Prefix", "/volume/");

        HttpServletRequest seen = proxies.unwrap(request);

        assertThat(ClientView.of(seen).base()).isEqualTo("https://api.example.org/volume");
        assertThat(seen.getRemoteAddr()).isEqualTo("198.51.100.1").isEqualTo(seen.getRemoteHost());
        assertThat(seen.getScheme()).isEqualTo("https");
        assertThat(seen.isSecure()).isTrue();
    }

    @Test
    void theStandardHeaderIsReadWhereProxiesWriteIt() {
        request.addHeader("X-Forwarded-Host", "old.example");

        assertThat(
                        forwarded(
                                "for=\"[2001:db8:cafe::17]:4711\";proto=https;host=\"a.example:8443\""))
                .isEqualTo(
                        new ClientView("2001:db8:cafe:0:0:0:0:17", "https", "a.example:8443", ""));
    }

    @Test
    void whatAClientWroteBeforeTheFirstTrustedProxyIsNotBelieved() {
        assertThat(
                        forwarded(
                                "for=203.0.113.1;host=evil.example, for=198.51.100.1;"
                                        + "host=api.example.org;proto=https, for=10.9.9.9;host=inner2"))
                .isEqualTo(new ClientView("198.51.100.1", "https", "api.example.org", ""));
    }

    @Test
    void listsOfOneLengthBelongTogether() {
        request.addHeader("X-Forwarded-For", "203.0.113.1, 198.51.100.1");
        request.addHeader("X-Forwarded-For", "10.9.9.9");
        request.addHeader("X-Forwarded-Host", "evil.example, api.example.org, inner2");
        request.addHeader("X-Forwarded-Proto", "https");

        assertThat(view())
                .isEqualTo(new ClientView("198.51.100.1", "https", "api.example.org", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "_hidden", "localhost", "999.1.1.1", ""})
    void aClientWithoutAnAddressHasItsProxys(String node) {
        assertThat(forwarded("for=" + node + ";proto=https"))
                .isEqualTo(new ClientView(PROXY, "https", "inner:8776", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "host=\"a.example/evil\"",
                "host=\"a b\"",
                "host=\"<script>\"",
                "proto=javascript",
                "host=\"u@a.example\"",
                "host"
            })
    void whatIsNoHostAndNoSchemeIsPassedOver(String header) {
        assertThat(forwarded(header).base()).isEqualTo("http://inner:8776");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"volume", "//evil.example", "/a b", "/a?x", "/a#x", "/\"><script>", "/"})
    void whatIsNoPrefixIsPassedOver(String prefix) {
        request.addHeader("X-Forwarded-Prefix", prefix);

        assertThat(view().base()).isEqualTo("http://inner:8776");
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.0.1, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "192.0.2.128/25, 192.0.2.127, false",
        "192.0.2.128/25, 192.0.2.200, true",
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "0.0.0.0/0, 8.8.8.8, true",
        "0.0.0.0/0, ::1, false"
    })
    void aRangeIsItsFirstBits(String range, String address, boolean contained) {
        assertThat(AddressRange.of(range).contains(AddressRange.address(address).orElseThrow()))
                .isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.org", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "", "/8"})
    void whatIsNoRangeIsRefused(String range) {
        assertThatThrownBy(() ->
                        new TrustedProxies(
                                new ProxyProperties(List.of(range), Headers.X_FORWARDED)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
