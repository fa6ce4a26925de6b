package io.snapledger.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.gateway.fake.RawResponse;
import io.snapledger.gateway.fake.Rows;
import io.snapledger.gateway.fake.RunningGateway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventProofControllerTest {

    private static final String PATH = "/audit/v1/events/%s/proof";

    private final RunningGateway gateway = RunningGateway.shared();

    @BeforeEach
    void addProof() {
        gateway.reads.proofs.add(Rows.proof());
    }

    @Test
    void anAdministratorSeesAllThatTheHashIsMadeOf() {
        RawResponse answer = gateway.asAdmin("GET", PATH.formatted(Rows.EVENT)).send();

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body())
                .startsWith(
                        "{\"event\": {\"id\": \"88888888-0000-4000-8000-000000000001\","
                                + " \"resource_id\": \"66666666-0000-4000-8000-000000000001\","
                                + " \"sequence_number\": 0, \"at\": ")
                .contains(
                        "\"type\": \"GroupSnapshot\", \"name\": \"group-snapshot.requested\","
                                + " \"version\": \"1\", \"payload\": \"cGF5bG9hZA==\","
                                + " \"meta_data\": \"bWV0YQ==\", \"payload_hash\": \"1111")
                .contains(
                        "\"position\": 17, \"leaf\": {\"index\": 1, \"of\": 3, \"path\":"
                                + " [\"aaaa")
                .endsWith(
                        "\"root\": {\"statement\": \"snapledger root 1\\n\", \"signature\":"
                                + " \"c2lnbmF0dXJl\", \"public_key\":"
                                + " \"-----BEGIN PUBLIC KEY-----\\n\"}}");
    }

    @Test
    void aReaderOfItsProjectSeesTheHashOfTheContentInsteadOfTheContent() {
        RawResponse answer = gateway.asMember("GET", PATH.formatted(Rows.EVENT)).send();

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"payload_hash\": \"1111", "\"meta_data_hash\": \"2222")
                .doesNotContain("\"payload\":", "\"meta_data\":", "cGF5bG9hZA==");
    }

    @Test
    void aParameterIsRefusedInsteadOfPassedOver() {
        RawResponse answer =
                gateway.asMember("GET", PATH.formatted(Rows.EVENT) + "?as_of=1").send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("There is no parameter as_of.");
    }

    @Test
    void anEventThatIsUnderNoRootYetIsToBeAskedForAgain() {
        gateway.reads.proofs.clear();
        gateway.reads.proofs.add(Rows.proof(null));

        RawResponse answer = gateway.asMember("GET", PATH.formatted(Rows.EVENT)).send();

        assertThat(answer.status()).as(answer.body()).isEqualTo(409);
        assertThat(answer.header("Retry-After")).isEqualTo("10");
        assertThat(answer.body()).contains("No signed root is over event " + Rows.EVENT + " yet.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"88888888-0000-4000-8000-00000000dead", "17", "x'y"})
    void whatIsNoEventIsNotFound(String id) {
        RawResponse answer = gateway.asMember("GET", PATH.formatted(id)).send();

        assertThat(answer.status()).as(answer.body()).isEqualTo(404);
        assertThat(answer.body()).contains("There is no event " + id + ".");
    }
}
