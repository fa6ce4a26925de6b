package io.snapledger.gateway.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.gateway.fake.RawResponse;
import io.snapledger.gateway.fake.RunningGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageControllerTest {

    private final RunningGateway gateway = RunningGateway.shared();

    @ParameterizedTest
    @CsvSource({
        "'', 3.3",
        "?limit=x, 3.4",
        "?limit=1&sort=event_id, 3.70",
        "?message_level=a, 3.31"
    })
    void thereAreNone(String query, String version) {
        RawResponse answer = gateway.asMember("GET", "/v3/d0/messages" + query).at(version).send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"messages\": []}");
    }

    @Test
    void theyWereBornAt33() {
        assertFault(
                gateway.asMember("GET", "/v3/messages").at("3.2").send(),
                404,
                "itemNotFound",
                "The resource could not be found.");
    }

    @Test
    void whatListsRefuseIsRefused() {
        assertFault(
                gateway.asMember("GET", "/v3/messages?limit=x").at("3.5").send(),
                400,
                "badRequest",
                "limit param must be an integer");
        assertFault(
                gateway.asMember("GET", "/v3/messages?foo=1").send(),
                400,
                "badRequest",
                "Invalid filters foo are found in query options.");
        assertFault(
                gateway.asMember("GET", "/v3/messages?marker=m").send(),
                404,
                "itemNotFound",
                "Message m could not be found.");
        assertFault(
                gateway.asMember("GET", "/v3/messages")
                        .header("X-Auth-Token", "eve:d0:auditor")
                        .send(),
                403,
                "forbidden",
                "Policy doesn't allow message:get_all to be performed.");
    }

    @ParameterizedTest
    @CsvSource({"GET", "DELETE"})
    void oneIsNotThere(String method) {
        assertFault(
                gateway.asMember(method, "/v3/messages/m").send(),
                404,
                "itemNotFound",
                "Message m could not be found.");
    }

    private static void assertFault(RawResponse answer, int status, String key, String message) {
        assertThat(answer.body())
                .isEqualTo(
                        "{\"%s\": {\"code\": %d, \"message\": \"%s\"}}"
                                .formatted(key, status, message));
        assertThat(answer.status()).isEqualTo(status);
    }
}
