package io.snapledger.gateway.sharetype;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.sharetype.ShareTypeCommand.CreateShareType;
import io.snapledger.contract.sharetype.ShareTypeCommand.RemoveExtraSpec;
import io.snapledger.contract.sharetype.ShareTypeCommand.SetExtraSpecs;
import io.snapledger.contract.sharetype.ShareTypeId;
import io.snapledger.contract.sharetype.ShareTypeRefused;
import io.snapledger.gateway.fake.RawResponse;
import io.snapledger.gateway.fake.Rows;
import io.snapledger.gateway.fake.RunningGateway;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShareTypeControllerTest {

    private static final String LIST = "/v2/types";
    private static final String ITEM = LIST + "/" + Rows.SHARE_TYPE;
    private static final String VERSION = "X-OpenStack-Manila-API-Version";

    private RunningGateway gateway;

    @BeforeEach
    void fill() {
        gateway = RunningGateway.shared();
        gateway.reads.shareTypes.add(Rows.shareType());
        gateway.reads.shareTypes.add(Rows.privateShareType());
    }

    private static String twice(String rest) {
        String one =
                "{\"id\": \"%s\", \"name\": \"st\", \"extra_specs\": {\"driver_handles_share_servers\": \"False\"}, \"required_extra_specs\": {\"driver_handles_share_servers\": \"False\"}, %s}"
                        .formatted(Rows.SHARE_TYPE, rest);
        return "{\"volume_type\": " + one + ", \"share_type\": " + one + "}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "2.0 | \"os-share-type-access:is_public\": true",
                "2.6 | \"os-share-type-access:is_public\": true",
                "2.7 | \"share_type_access:is_public\": true",
                "2.40 | \"share_type_access:is_public\": true",
                "2.41 | \"share_type_access:is_public\": true, \"description\": null",
                "2.45 | \"share_type_access:is_public\": true, \"description\": null",
                "2.46 | \"share_type_access:is_public\": true, \"description\": null, \"is_default\": false"
            })
    void oneIsShownTwiceWithTheFieldsOfItsVersion(String version, String rest) {
        assertThat(gateway.asShareAdmin("GET", ITEM).header(VERSION, version).send().body())
                .isEqualTo(twice(rest));
    }

    @Test
    void othersSeeWhatHoldsWhereNothingIsSet() {
        assertThat(gateway.asShareMember("GET", ITEM).send().body())
                .contains(
                        "\"extra_specs\": {\"driver_handles_share_servers\": \"False\","
                                + " \"snapshot_support\": false,"
                                + " \"create_share_from_snapshot_support\": false,"
                                + " \"revert_to_snapshot_support\": false,"
                                + " \"mount_snapshot_support\": false}");
        assertThat(gateway.asShareMember("GET", ITEM).header(VERSION, "2.23").send().body())
                .doesNotContain("mount_snapshot_support");
    }

    @Test
    void aPrivateOneIsThereForThoseItIsOpenTo() {
        String secret = LIST + "/" + Rows.PRIVATE_SHARE_TYPE;

        assertThat(gateway.asShareMember("GET", secret).send().body())
                .contains("\"message\": \"Share type not found.\"");
        assertThat(
                        gateway.asShareMember("GET", secret)
                                .header("X-Auth-Token", "p:p1:member,reader")
                                .send()
                                .status())
                .isEqualTo(200);
    }

    @Test
    void withoutADefaultThereIsNone() {
        RawResponse answer = gateway.asShareMember("GET", LIST + "/default").send();

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("\"message\": \"Default share type not found\"");
    }

    @Test
    void theDefaultIsTheConfiguredOne() {
        try (RunningGateway configured = RunningGateway.with("snapledger.default-types.share=st")) {
            configured.reads.shareTypes.add(Rows.shareType());

            assertThat(configured.asShareMember("GET", LIST + "/default").send().body())
                    .contains("\"name\": \"st\"", "\"is_default\": true");
        }
    }

    @Test
    void oneIsCreatedWithTextsForSpecs() {
        RawResponse answer =
                gateway.asShareAdmin("POST", LIST)
                        .json(
                                "{\"share_type\": {\"name\": \"n\", \"share_type_access:is_public\": false, \"extra_specs\": {\"driver_handles_share_servers\": false, \"snapshot_support\": \"True\"}}}")
                        .send();

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        CreateShareType command = (CreateShareType) gateway.commands.onlyCommand();
        assertThat(command.isPublic()).isFalse();
        assertThat(command.extraSpecs())
                .isEqualTo(
                        Map.of(
                                "driver_handles_share_servers", "False",
                                "snapshot_support", "True"));
        assertThat(answer.body()).startsWith("{\"volume_type\": {\"id\": \"" + command.id());
    }

    @Test
    void snapshotsWereWhatEveryTypeHad() {
        gateway.asShareAdmin("POST", LIST)
                .header(VERSION, "2.23")
                .json(
                        "{\"volume_type\": {\"name\": \"n\", \"extra_specs\": {\"driver_handles_share_servers\": \"False\"}}}")
                .send();

        assertThat(((CreateShareType) gateway.commands.onlyCommand()).extraSpecs())
                .containsEntry("snapshot_support", "True");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | malformed or otherwise incorrect",
                "{\"share_type\": {\"extra_specs\": {\"driver_handles_share_servers\": \"False\"}}} | Type name or description is not valid.",
                "{\"share_type\": {\"name\": \"n\"}} | Invalid extra_spec: Required extra specs 'driver_handles_share_servers' not specified.",
                "{\"share_type\": {\"name\": \"n\", \"extra_specs\": {\"driver_handles_share_servers\": \"maybe\"}}} | Invalid extra_spec: Value of required extra_spec driver_handles_share_servers is not valid.",
                "{\"share_type\": {\"name\": \"n\", \"extra_specs\": {\"driver_handles_share_servers\": \"False\", \"replication_type\": \"odd\"}}} | Invalid extra_spec: Value of optional extra_spec replication_type is not valid."
            })
    void whatIsWrongWithACreateIsSaid(String body, String message) {
        RawResponse answer = gateway.asShareAdmin("POST", LIST).json(body).send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains(message);
        assertThat(gateway.commands.sent()).isEmpty();
    }

    @Test
    void aNameIsTakenOnce() {
        gateway.commands.failNext(new RefusedException(new ShareTypeRefused.NameTaken("n")));

        RawResponse answer =
                gateway.asShareAdmin("POST", LIST)
                        .json(
                                "{\"share_type\": {\"name\": \"n\", \"extra_specs\": {\"driver_handles_share_servers\": \"False\"}}}")
                        .send();

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body()).contains("Share Type n already exists.");
    }

    @Test
    void oneInUseStays() {
        gateway.commands.failNext(
                new RefusedException(new ShareTypeRefused.InUse(ShareTypeId.of(Rows.SHARE_TYPE))));

        RawResponse answer = gateway.asShareAdmin("DELETE", ITEM).send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("Target share type is still in use.");
        assertThat(gateway.asShareAdmin("DELETE", ITEM).send().status()).isEqualTo(202);
    }

    @Test
    void specsAreSetAndTakenAway() {
        assertThat(
                        gateway.asShareAdmin("POST", ITEM + "/extra_specs")
                                .json("{\"extra_specs\": {\"k\": \"v\"}}")
                                .send()
                                .body())
                .isEqualTo("{\"extra_specs\": {\"k\": \"v\"}}");
        assertThat(((SetExtraSpecs) gateway.commands.onlyCommand()).extraSpecs())
                .isEqualTo(Map.of("k", "v"));
        gateway.commands.reset();

        assertThat(gateway.asShareAdmin("DELETE", ITEM + "/extra_specs/k").send().status())
                .isEqualTo(202);
        assertThat(((RemoveExtraSpec) gateway.commands.onlyCommand()).key()).isEqualTo("k");
        assertThat(
                        gateway.asShareAdmin(
                                        "DELETE",
                                        ITEM + "/extra_specs/driver_handles_share_servers")
                                .send()
                                .body())
                .contains("Extra spec 'driver_handles_share_servers' can't be deleted.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"extra_specs\": {\"a b\": \"v\"}} | Key names can only contain",
                "{\"extra_specs\": {\"snapshot_support\": \"maybe\"}} | Invalid extra_spec: snapshot_support: maybe",
                "{\"extra_specs\": {\"k\": \"\"}} | Invalid extra_spec: k: ",
                "{\"extra_specs\": {\"k\": 5}} | Invalid extra_spec: k: 5",
                "{\"x\": {}} | malformed or otherwise incorrect"
            })
    void whatIsWrongWithSpecsIsSaid(String body, String message) {
        RawResponse answer = gateway.asShareAdmin("POST", ITEM + "/extra_specs").json(body).send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains(message);
        assertThat(gateway.commands.sent()).isEmpty();
    }
}
