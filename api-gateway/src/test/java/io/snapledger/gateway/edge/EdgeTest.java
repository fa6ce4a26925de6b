package io.snapledger.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.gateway.fake.RawRequest;
import io.snapledger.gateway.fake.RawResponse;
import io.snapledger.gateway.fake.RunningGateway;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every request meets before its handler, over a real connection, byte for byte. */
class EdgeTest {

    private static final String LIST = "/v3/d0/group_snapshots";
    private static final String ITEM = LIST + "/5f0cf1d4-0ffd-4dfa-9e3c-7b9e3a6d9a01";

    private static final String NO_ROUTE =
            "{\"message\": \"The resource could not be found.<br /><br />\\n\\n\\n\","
                    + " \"code\": \"404 Not Found\", \"title\": \"Not Found\"}";

    private static final String UNAUTHORIZED =
            "{\"error\": {\"code\": 401, \"title\": \"Unauthorized\", \"message\":"
                    + " \"The request you have made requires authentication.\"}}";

    private static final String GENERIC_400 =
            badRequest(
                    "The server could not comply with the request since it is either malformed or"
                            + " otherwise incorrect.");

    private RunningGateway gateway;

    @BeforeEach
    void freshFakes() {
        gateway = RunningGateway.shared();
    }

    private static String badRequest(String message) {
        return "{\"badRequest\": {\"code\": 400, \"message\": \"" + message + "\"}}";
    }

    private static Map<String, String> negotiated(String version) {
        return Map.of(
                "content-type", "application/json",
                "openstack-api-version", "volume " + version,
                "vary", "OpenStack-API-Version",
                "x-compute-request-id", "<id>",
                "x-openstack-request-id", "<id>");
    }

    private static Map<String, String> unnegotiated() {
        return Map.of(
                "content-type", "application/json",
                "x-compute-request-id", "<id>",
                "x-openstack-request-id", "<id>");
    }

    private static void assertNoRoute(RawResponse response) {
        assertThat(response.status()).isEqualTo(404);
        assertThat(response.body()).isEqualTo(NO_ROUTE);
        assertThat(response.apiHeaders())
                .isEqualTo(
                        Map.of(
                                "content-type", "application/json",
                                "x-openstack-request-id", "<id>"));
    }

    // Ids

    @Test
    void everyAnswerHasAnIdOfItsOwnUnderBothNames() {
        RawResponse one = gateway.asMember("GET", LIST).send();
        RawResponse other = gateway.asMember("GET", LIST).send();

        assertThat(one.header("x-openstack-request-id"))
                .isEqualTo(one.header("x-compute-request-id"))
                .isNotEqualTo(other.header("x-openstack-request-id"));
    }

    @Test
    void theCallersOwnIdIsNeverEchoed() {
        String own = "req-00000000-0000-4000-8000-000000000001";

        RawResponse response =
                gateway.asMember("GET", LIST).header("X-Openstack-Request-Id", own).send();

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers()).doesNotContainValue(own);
    }

    // Size

    @Test
    void aBodyOfTheLimitIsReadAndOneByteMoreIsNot() {
        RawResponse longest = gateway.asMember("POST", LIST).json("x".repeat(114688)).send();
        RawResponse tooLong = gateway.asMember("POST", LIST).json("x".repeat(114689)).send();

        assertThat(longest.body()).isEqualTo(badRequest("Malformed request body"));
        assertThat(tooLong.status()).isEqualTo(413);
        assertThat(tooLong.body())
                .isEqualTo(
                        "{\"message\": \"Request is too large. Larger than max_request_body_size"
                                + " (114688).<br /><br />\\n\\n\\n\","
                                + " \"code\": \"413 Request Entity Too Large\","
                                + " \"title\": \"Request Entity Too Large\"}");
        assertThat(tooLong.apiHeaders())
                .isEqualTo(
                        Map.of(
                                "content-type", "application/json",
                                "x-openstack-request-id", "<id>"));
    }

    @Test
    void aBodyInChunksIsMeasuredToo() {
        RawResponse response =
                gateway.asMember("POST", LIST).json("x".repeat(114689)).chunked().send();

        assertThat(response.status()).isEqualTo(413);
    }

    @Test
    void theSizeIsLookedAtBeforeTheToken() {
        RawResponse response =
                gateway.request("POST", LIST)
                        .header("Accept", "text/plain")
                        .json("x".repeat(114689))
                        .send();

        assertThat(response.status()).isEqualTo(413);
        assertThat(response.header("content-type")).isEqualTo("text/plain; charset=UTF-8");
        assertThat(response.body())
                .isEqualTo(
                        "413 Request Entity Too Large\n\nRequest is too large. Larger than"
                                + " max_request_body_size (114688).\n\n   ");
    }

    // Token

    @ParameterizedTest
    @ValueSource(
            strings = {
                LIST,
                "/v3",
                "/v3/",
                "/v3/nothing",
                "/v3/not-a-project/group_snapshots",
                "/audit/v1/volume/x/history",
                "/actuator/metrics"
            })
    void withoutATokenNothingElseIsLookedAt(String target) {
        RawResponse response =
                gateway.request("GET", target)
                        .header("OpenStack-API-Version", "volume 3.999")
                        .send();

        assertThat(response.status()).isEqualTo(401);
        assertThat(response.body()).isEqualTo(UNAUTHORIZED);
        assertThat(response.apiHeaders())
                .isEqualTo(
                        Map.of(
                                "content-type",
                                "application/json",
                                "www-authenticate",
                                "Keystone uri=\"http://127.0.0.1:" + gateway.port() + "\"",
                                "x-openstack-request-id",
                                "<id>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"not-a-token", "", " "})
    void aTokenThatIsNoneIsRefused(String token) {
        RawResponse response = gateway.asMember("GET", LIST).header("X-Auth-Token", token).send();

        assertThat(response.status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/v1/", "/v1/d0/group_snapshots", "/v2x", "/v3x"})
    void outsideTheApiATokenIsNotEvenAskedFor(String target) {
        assertNoRoute(gateway.request("GET", target).header("Accept", "application/json").send());
    }

    // Route

    @ParameterizedTest
    @CsvSource({
        "GET, /v3/d0",
        "GET, /v3/d0/",
        "GET, /v3/d0/nothing",
        "GET, /v3/d0/group_snapshots/",
        "GET, /v3/d0/group_snapshots/detail/",
        "POST, /v3/d0/group_snapshots/",
        "PUT, /v3/d0/group_snapshots",
        "DELETE, /v3/d0/group_snapshots",
        "PATCH, /v3/d0/group_snapshots",
        "PATCH, /v3/d0/group_snapshots/x",
        "POST, /v3/d0/group_snapshots/x",
        "POST, /v3/d0/group_snapshots/detail",
        "POST, /v3/d0/group_snapshots/x/nothing",
        "GET, /v3/d0/group_snapshots/x/action",
        "PUT, /v3/d0/group_snapshots/x/action",
        "DELETE, /v3/d0/group_snapshots/x/action",
        "FOO, /v3/d0/group_snapshots",
        "TRACE, /v3/d0/group_snapshots",
        "GET, /v3/d0/group_snapshots.xml",
        "GET, /v3/d0/GROUP_SNAPSHOTS",
        "GET, /v3/d0/group-snapshots",
        "GET, /v3/xyz/group_snapshots",
        "GET, /v3/D0/group_snapshots",
        "GET, /v3/d0/group_snapshots/a%2Fb",
        "GET, /v3/d0/../x",
    })
    void whatHasNoRouteIsNotFoundWhateverTheMethod(String method, String target) {
        assertNoRoute(gateway.asMember(method, target).send());
    }

    @Test
    void noRouteIsPlainTextOrAPageIfTheClientWantsThat() {
        RawRequest request = gateway.asMember("GET", "/v3/d0/nothing");

        RawResponse any = request.without("Accept").send();
        RawResponse page = request.header("Accept", "text/html").send();
        RawResponse odd = request.header("Accept", "image/png").send();

        assertThat(any.header("content-type")).isEqualTo("text/plain; charset=UTF-8");
        assertThat(any.body())
                .isEqualTo("404 Not Found\n\nThe resource could not be found.\n\n   ")
                .isEqualTo(odd.body());
        assertThat(page.header("content-type")).isEqualTo("text/html; charset=UTF-8");
        assertThat(page.body())
                .startsWith("<html>\n <head>\n  <title>404 Not Found</title>")
                .contains("The resource could not be found.<br /><br />\n")
                .endsWith("\n </body>\n</html>");
    }

    @Test
    void headIsAMethodOfItsOwn() {
        RawResponse response = gateway.asMember("HEAD", LIST).send();

        assertThat(response.status()).isEqualTo(404);
        assertThat(response.body()).isEmpty();
        assertThat(response.apiHeaders())
                .isEqualTo(
                        Map.of(
                                "content-type", "text/html; charset=UTF-8",
                                "x-openstack-request-id", "<id>"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                LIST,
                ITEM,
                ITEM + "/action",
                "/",
                "/v3/",
                "/v3/a0/group_snapshots",
                "/v3/nothing",
                "/nothing",
                "/audit/v1/volume/x/history"
            })
    void optionsIsAnsweredEmptyEverywhereAndWithoutAToken(String target) {
        RawResponse response = gateway.request("OPTIONS", target).send();

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
        assertThat(response.apiHeaders()).isEqualTo(Map.of("x-openstack-request-id", "<id>"));
    }

    @Test
    void aPreflightIsLikeAnyOptions() {
        RawResponse response =
                gateway.request("OPTIONS", "/")
                        .header("Origin", "http://elsewhere.example")
                        .header("Access-Control-Request-Method", "GET")
                        .send();

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.apiHeaders()).isEqualTo(Map.of("x-openstack-request-id", "<id>"));
    }

    @Test
    void aRequestFromAnotherOriginIsLikeAnyOther() {
        assertThat(
                        gateway.asMember("GET", LIST)
                                .header("Origin", "http://elsewhere.example")
                                .send()
                                .apiHeaders())
                .isEqualTo(negotiated("3.70"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v3/group_snapshots",
                "/v3/d0//group_snapshots",
                "//v3/d0/group_snapshots",
                "/v3/d0/group_snapshots.json",
                "/v3/d0/group_snapshots?",
                "/v3/d0/group%5Fsnapshots"
            })
    void theListHasMoreThanOneSpelling(String target) {
        RawResponse response = gateway.asMember("GET", target).send();

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"group_snapshots\": []}");
        assertThat(response.apiHeaders()).isEqualTo(negotiated("3.70"));
    }

    @ParameterizedTest
    @CsvSource({
        "a;b=c, a;b=c",
        "%20, ' '",
        "x.xml, x.xml",
        "x.json, x",
        "%C3%A9, \\u00e9",
        "a%25b, a%b",
        ".json, .json"
    })
    void anIdIsWhateverItsSegmentSays(String segment, String shown) {
        RawResponse response = gateway.asMember("GET", LIST + "/" + segment).send();

        assertThat(response.status()).isEqualTo(404);
        assertThat(response.body())
                .isEqualTo(
                        "{\"itemNotFound\": {\"code\": 404, \"message\": \"GroupSnapshot "
                                + shown
                                + " could not be found.\"}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%ff", "%C3", "%00", "%zz"})
    void anAddressThatCannotBeDecodedIsABadRequest(String segment) {
        RawResponse response = gateway.asMember("GET", LIST + "/" + segment).send();

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body())
                .isEqualTo(
                        badRequest(
                                "Error decoding your request. Either the URL or the request body"
                                        + " contained characters that could not be decoded by"
                                        + " Cinder."));
        assertThat(response.apiHeaders()).isEqualTo(unnegotiated());
    }

    // Project

    @Test
    void theProjectInTheAddressMustBeTheCallersEvenForAnAdministrator() {
        RawResponse response = gateway.asAdmin("GET", LIST).send();

        assertThat(response.body()).isEqualTo(badRequest("Malformed request url"));
        assertThat(response.apiHeaders()).isEqualTo(negotiated("3.70"));
    }

    @Test
    void theVersionIsLookedAtBeforeTheProject() {
        assertThat(gateway.asAdmin("GET", LIST).at("3.71").send().status()).isEqualTo(406);
    }

    // Version

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "volume 3.14 | 3.14",
                "volumev3 3.70 | 3.70",
                "volume latest | 3.70",
                "volume  3.70 | 3.70",
                "compute 2.1,volume 3.70 | 3.70",
                "compute 2.1, volume 3.70 | 3.70",
                "volume 3.14,volume 3.70 | 3.14"
            })
    void theFirstEntryThatNamesTheServiceCounts(String header, String used) {
        RawResponse response =
                gateway.asMember("GET", LIST).header("OpenStack-API-Version", header).send();

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.apiHeaders()).isEqualTo(negotiated(used));
    }

    @Test
    void withoutAVersionTheOldestIsMeant() {
        RawRequest request = gateway.asMember("GET", LIST);

        RawResponse absent = request.without("OpenStack-API-Version").send();
        RawResponse empty = request.header("OpenStack-API-Version", "").send();

        assertThat(absent.apiHeaders()).isEqualTo(negotiated("3.0")).isEqualTo(empty.apiHeaders());
        assertThat(absent.body())
                .isEqualTo(
                        "{\"itemNotFound\": {\"code\": 404, \"message\": \"The resource could not be"
                                + " found.\"}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.71", "3.999", "4.0", "2.9", "99999999999999999999.1"})
    void aVersionOutOfRangeIsNotAcceptableAndEchoed(String version) {
        RawResponse response = gateway.asMember("GET", LIST).at(version).send();

        assertThat(response.status()).isEqualTo(406);
        assertThat(response.body())
                .isEqualTo(
                        "{\"computeFault\": {\"code\": 406, \"message\": \"Version "
                                + version
                                + " is not supported by the API. Minimum is 3.0 and maximum is"
                                + " 3.70.\"}}");
        assertThat(response.apiHeaders()).isEqualTo(negotiated(version));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "2.0", "12.0"})
    void aVersionThatLooksLikeAnOldApiIsNotEchoed(String version) {
        RawResponse response = gateway.asMember("GET", LIST).at(version).send();

        assertThat(response.status()).isEqualTo(406);
        assertThat(response.apiHeaders()).isEqualTo(unnegotiated());
    }

    @ParameterizedTest
    @ValueSource(strings = {"LATEST", "abc", "3.x", "3.070", "-3.1", "3", "03.1", "3.1.1"})
    void aMalformedVersionIsNamed(String version) {
        RawResponse response = gateway.asMember("GET", LIST).at(version).send();

        assertThat(response.body())
                .isEqualTo(
                        badRequest(
                                "API Version String "
                                        + version
                                        + " is of invalid format. Must be of format"
                                        + " MajorNum.MinorNum."));
        assertThat(response.apiHeaders()).isEqualTo(unnegotiated());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "compute 2.1",
                "3.70",
                "VOLUME 3.70",
                "block-storage 3.70",
                "volume",
                "volume 3.70 x"
            })
    void aHeaderThatNamesNoVersionOfOursIsABadRequest(String header) {
        RawResponse response =
                gateway.asMember("GET", LIST).header("OpenStack-API-Version", header).send();

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body()).isEqualTo(GENERIC_400);
        assertThat(response.apiHeaders()).isEqualTo(unnegotiated());
    }

    // Body

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "Application/JSON",
                "garbage",
                "application/json ;x"
            })
    void anotherContentTypeIsUnsupported(String type) {
        RawResponse response =
                gateway.asMember("POST", LIST).json("{}").header("Content-Type", type).send();

        assertThat(response.status()).isEqualTo(415);
        assertThat(response.body())
                .isEqualTo(
                        "{\"badMediaType\": {\"code\": 415, \"message\": \"Unsupported"
                                + " Content-Type\"}}");
        assertThat(response.apiHeaders()).isEqualTo(negotiated("3.70"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json; charset=latin-1",
                "application/json;x",
                "application/vnd.openstack.volume+json"
            })
    void theseContentTypesAreJson(String type) {
        RawResponse response =
                gateway.asMember("POST", LIST).json("5").header("Content-Type", type).send();

        assertThat(response.body()).isEqualTo(badRequest("5 is not of type 'object'"));
    }

    @Test
    void theVersionIsLookedAtBeforeTheContentType() {
        RawResponse response =
                gateway.asMember("POST", LIST)
                        .json("{}")
                        .header("Content-Type", "text/plain")
                        .at("3.71")
                        .send();

        assertThat(response.status()).isEqualTo(406);
    }

    @Test
    void brokenJsonIsMalformedAndLookedAtBeforeTheProject() {
        RawResponse response = gateway.asAdmin("POST", LIST).json("{\"group_snapshot\": {").send();

        assertThat(response.body()).isEqualTo(badRequest("Malformed request body"));
        assertThat(response.apiHeaders()).isEqualTo(negotiated("3.70"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ufeff{}", " ", "{} x", "{'a': 1}", "{\"a\": \"\u0001\"}", "[NaNa]"})
    void whatPythonCannotReadIsMalformed(String body) {
        RawResponse response = gateway.asMember("POST", LIST).json(body).send();

        assertThat(response.body()).isEqualTo(badRequest("Malformed request body"));
    }

    @Test
    void bytesThatAreNotUtf8AreMalformed() {
        RawResponse response =
                gateway.asMember("POST", LIST)
                        .header("Content-Type", "application/json")
                        .body(new byte[] {'"', (byte) 0xff, '"'})
                        .send();

        assertThat(response.body()).isEqualTo(badRequest("Malformed request body"));
    }

    @Test
    void absurdNestingAndAbsurdNumbersAreMalformed() {
        String deep = "[".repeat(50_000) + "]".repeat(50_000);

        assertThat(gateway.asMember("POST", LIST).json(deep).send().body())
                .isEqualTo(badRequest("Malformed request body"));
        assertThat(gateway.asMember("POST", LIST).json("9".repeat(100_000)).send().body())
                .isEqualTo(badRequest("Malformed request body"));
    }

    @Test
    void aBodyWhereNoneIsTakenIsABadRequest() {
        assertThat(gateway.asMember("GET", LIST).json("{\"x\": 1}").send().body())
                .isEqualTo(GENERIC_400);
        assertThat(gateway.asMember("DELETE", ITEM).json("{}").send().body())
                .isEqualTo(GENERIC_400);
    }

    @Test
    void aBodyOfNoStatedTypeIsAsIfItWereNotThere() {
        assertThat(gateway.asMember("GET", LIST).body("{\"x\": 1}").send().status()).isEqualTo(200);
        assertThat(gateway.asMember("POST", LIST).body("{}").send().body())
                .isEqualTo(badRequest("Malformed request body"));
        assertThat(gateway.asMember("POST", LIST).send().body())
                .isEqualTo(badRequest("Malformed request body"));
    }

    // Actions

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"other\": {}} | other",
                "{\"create\": {}} | create",
                "{\"os-reset_status\": {}} | os-reset_status"
            })
    void anActionThatIsNotThereIsNamed(String body, String name) {
        RawResponse response = gateway.asMember("POST", ITEM + "/action").json(body).send();

        assertThat(response.body())
                .isEqualTo(
                        badRequest(
                                "There is no such action: "
                                        + name
                                        + ". Verify the request body and Content-Type header and try"
                                        + " again."));
        assertThat(response.apiHeaders()).isEqualTo(negotiated("3.70"));
    }

    @Test
    void withoutABodyThePythonWordForNothingIsTheAction() {
        String none =
                badRequest(
                        "There is no such action: None. Verify the request body and Content-Type"
                                + " header and try again.");

        assertThat(gateway.asMember("POST", ITEM + "/action").send().body()).isEqualTo(none);
        assertThat(
                        gateway.asMember("POST", ITEM + "/action")
                                .body("{\"reset_status\": {}}")
                                .send()
                                .body())
                .isEqualTo(none);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "\"reset\"", "nope", "{\"a\": 1, \"reset_status\": {}}"})
    void aBodyThatIsNotOneActionIsMalformed(String body) {
        assertThat(gateway.asMember("POST", ITEM + "/action").json(body).send().body())
                .isEqualTo(badRequest("Malformed request body"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "[\"reset_status\"]", "5", "null", "\"x\""})
    void aBodyThatPythonStumblesOverIsNotFound(String body) {
        RawResponse response = gateway.asMember("POST", ITEM + "/action").json(body).send();

        assertThat(response.status()).isEqualTo(404);
        assertThat(response.body()).contains("itemNotFound");
    }

    @Test
    void anActionsContentTypeIsLookedAtBeforeItsName() {
        RawResponse response =
                gateway.asMember("POST", ITEM + "/action")
                        .json("{\"other\": {}}")
                        .header("Content-Type", "text/plain")
                        .send();

        assertThat(response.status()).isEqualTo(415);
    }

    @Test
    void anUnknownActionIsRefusedBeforeTheProjectIsLookedAt() {
        RawResponse response =
                gateway.asAdmin("POST", ITEM + "/action").json("{\"other\": {}}").send();

        assertThat(response.body()).contains("There is no such action: other.");
    }

    @Test
    void updateIsNotServedWhateverTheBody() {
        String refused =
                badRequest(
                        "There is no such action: update. Verify the request body and Content-Type"
                                + " header and try again.");

        assertThat(gateway.asMember("PUT", ITEM).json("{}").send().body()).isEqualTo(refused);
        assertThat(gateway.asMember("PUT", ITEM).json("nope").at("3.0").send().body())
                .isEqualTo(refused);
    }

    @ParameterizedTest
    @ValueSource(strings = {LIST + "/new", ITEM + "/edit"})
    void formsAreNotServed(String target) {
        RawResponse response = gateway.asMember("GET", target).send();

        assertThat(response.body())
                .isEqualTo(
                        "{\"itemNotFound\": {\"code\": 404, \"message\": \"The resource could not be"
                                + " found.\"}}");
        assertThat(response.apiHeaders()).isEqualTo(negotiated("3.70"));
    }

    // Answers

    @ParameterizedTest
    @ValueSource(strings = {"", "text/html", "garbage", "application/xml", "*/*", "a/b/c;;"})
    void whateverIsAcceptedJsonIsAnswered(String accept) {
        RawResponse response = gateway.asMember("GET", LIST).header("Accept", accept).send();
        RawResponse fault = gateway.asMember("GET", ITEM).header("Accept", accept).send();

        assertThat(response.apiHeaders()).isEqualTo(negotiated("3.70"));
        assertThat(fault.status()).isEqualTo(404);
        assertThat(fault.apiHeaders()).isEqualTo(negotiated("3.70"));
    }

    @Test
    void cindersOwnNameForJsonIsEchoedButNeverOnAFault() {
        String own = "application/vnd.openstack.volume+json";

        assertThat(
                        gateway.asMember("GET", LIST)
                                .header("Accept", own)
                                .send()
                                .header("Content-Type"))
                .isEqualTo(own);
        assertThat(
                        gateway.asMember("GET", ITEM)
                                .header("Accept", own)
                                .send()
                                .header("Content-Type"))
                .isEqualTo("application/json");
    }

    @Test
    void noAnswerNamesTheServer() {
        assertThat(gateway.asMember("GET", LIST).send().headers())
                .doesNotContainKeys("server", "x-powered-by", "etag", "cache-control");
    }

    // Mistakes of ours, and outages

    @Test
    void whatNobodyForesawIsAFixedText() {
        gateway.reads.outage = new IllegalStateException("secret");

        RawResponse response = gateway.asMember("GET", LIST).send();

        assertThat(response.status()).isEqualTo(500);
        assertThat(response.body())
                .isEqualTo(
                        "{\"computeFault\": {\"code\": 500, \"message\": \"The server has either"
                                + " erred or is incapable of performing the requested"
                                + " operation.\"}}");
        assertThat(response.apiHeaders()).isEqualTo(negotiated("3.70"));
    }

    @Test
    void aDatabaseThatIsAwayIsUnavailableAndNotAMistake() {
        gateway.reads.outage =
                new IllegalStateException(
                        "wrapped", new java.sql.SQLException("connection refused", "08001"));

        RawResponse response = gateway.asMember("GET", LIST).send();

        assertThat(response.status()).isEqualTo(503);
        assertThat(response.header("Retry-After")).isEqualTo("5");
        assertThat(response.body()).startsWith("{\"serviceUnavailable\": {\"code\": 503, ");
    }

    // The actuator

    @Test
    void healthTellsEverybodyHowItIsAndAdministratorsWhy() {
        String nobody = gateway.request("GET", "/actuator/health").send().body();
        assertThat(nobody).contains("\"policy\":{\"status\":\"UP\"}").doesNotContain("details");
        assertThat(gateway.asMember("GET", "/actuator/health").send().body()).isEqualTo(nobody);
        assertThat(
                        gateway.request("GET", "/actuator/health")
                                .header("X-Auth-Token", "nonsense")
                                .send()
                                .body())
                .isEqualTo(nobody);
        assertThat(gateway.asAdmin("GET", "/actuator/health").send().body()).contains("details");
    }

    @Test
    void healthIsOpenAndTheRestOfTheActuatorIsAdministrators() {
        assertThat(gateway.request("GET", "/actuator/health").send().status()).isEqualTo(200);
        assertThat(gateway.asMember("GET", "/actuator/metrics").send().status()).isEqualTo(403);
        assertThat(gateway.asAdmin("GET", "/actuator/metrics").send().status()).isEqualTo(200);
        assertThat(gateway.asMember("GET", "/actuator//metrics").send().status()).isEqualTo(403);
        assertThat(
                        gateway.asAdmin("POST", "/actuator/loggers/io.snapledger.gateway.probe")
                                .json("{\"configuredLevel\": \"WARN\"}")
                                .send()
                                .status())
                .isEqualTo(204);
        assertThat(
                        gateway.asAdmin("GET", "/actuator/loggers/io.snapledger.gateway.probe")
                                .send()
                                .body())
                .contains("\"configuredLevel\":\"WARN\"");
        assertThat(gateway.request("GET", "/actuator/%6detrics").send().status()).isEqualTo(401);
    }
}
