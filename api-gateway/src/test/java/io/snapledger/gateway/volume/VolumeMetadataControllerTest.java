package io.snapledger.gateway.volume;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.resource.MetadataChange;
import io.snapledger.contract.volume.VolumeCommand.ChangeVolumeMetadata;
import io.snapledger.gateway.fake.RawResponse;
import io.snapledger.gateway.fake.Rows;
import io.snapledger.gateway.fake.RunningGateway;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VolumeMetadataControllerTest {

    private static final String ALL = "/v3/d0/volumes/" + Rows.VOLUME + "/metadata";
    // md5 of {"metadata": {"m": "n"}}, as Python's json.dumps writes it.
    private static final String TAG = "72d9664cacc7c8881f3a84ebd9cff45a";

    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        gateway = RunningGateway.with();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void reset() {
        gateway.commands.reset();
        gateway.reads.reset();
        gateway.reads.volumes.add(Rows.volume());
    }

    @Test
    void itIsReadAndTaggedFrom315On() {
        RawResponse answer = gateway.asMember("GET", ALL).at("3.15").send();

        assertThat(answer.body()).isEqualTo("{\"metadata\": {\"m\": \"n\"}}");
        assertThat(answer.header("Etag")).isEqualTo(TAG);
        assertThat(gateway.asMember("GET", ALL).at("3.14").send().header("Etag")).isNull();
        assertThat(gateway.asMember("GET", ALL + "/m").send().body())
                .isEqualTo("{\"meta\": {\"m\": \"n\"}}");
    }

    @Test
    void itIsChangedEntryByEntryAndAsAWhole() {
        assertThat(put("POST", ALL, "{\"metadata\": {\"k\": \"v\"}}").body())
                .isEqualTo("{\"metadata\": {\"m\": \"n\", \"k\": \"v\"}}");
        assertThat(put("PUT", ALL, "{\"metadata\": {\"k\": \"v\"}}").body())
                .isEqualTo("{\"metadata\": {\"k\": \"v\"}}");
        assertThat(put("PUT", ALL + "/k", "{\"meta\": {\"k\": \"v\"}}").body())
                .isEqualTo("{\"meta\": {\"k\": \"v\"}}");
        RawResponse deleted = gateway.asMember("DELETE", ALL + "/m").send();
        assertThat(deleted.status()).isEqualTo(200);
        assertThat(deleted.header("Content-Type")).isEqualTo("text/html; charset=UTF-8");

        assertThat(gateway.commands.sent())
                .extracting(message -> ((ChangeVolumeMetadata) message.getPayload()).change())
                .containsExactly(
                        MetadataChange.adding(Map.of("k", "v")),
                        MetadataChange.replacingAllBy(Map.of("k", "v")),
                        MetadataChange.adding(Map.of("k", "v")),
                        MetadataChange.removing("m"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    3.15 | "other"         | 412
                    3.14 | "other"         | 200
                    3.15 | "a", "72d9664cacc7c8881f3a84ebd9cff45a" | 200
                    3.15 | 72d9664cacc7c8881f3a84ebd9cff45a           | 200
                    3.15 | *               | 200
                    """)
    void aChangeOfWhatWasChangedMeanwhileIsTurnedDown(String version, String ifMatch, int status) {
        RawResponse answer =
                gateway.asMember("PUT", ALL)
                        .at(version)
                        .header("If-Match", ifMatch)
                        .json("{\"metadata\": {}}")
                        .send();

        assertThat(answer.status()).isEqualTo(status);
        assertThat(gateway.commands.sent()).hasSize(status == 200 ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    GET    | /k |                                | 404 | Volume {v} has no metadata with key k.
                    DELETE | /k |                                | 404 | Volume {v} has no metadata with key k.
                    PUT    | /k | {"meta": {"a": "b"}}           | 400 | Request body and URI mismatch
                    PUT    |    | {"metadata": {}, "x": 1}       | 400 | Additional properties are not allowed ('x' was unexpected)
                    POST   |    | {"metadata": null}             | 400 | Invalid input for field/attribute metadata. Value: None. None is not of type 'object'
                    """)
    void whatIsWrongIsSaid(String method, String path, String body, int status, String message) {
        var request = gateway.asMember(method, ALL + (path == null ? "" : path));
        RawResponse answer = body == null ? request.send() : request.json(body).send();

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body())
                .contains("\"message\": \"" + message.replace("{v}", Rows.VOLUME) + "\"");
        assertThat(gateway.commands.sent()).isEmpty();
    }

    @Test
    void readersReadOnly() {
        assertThat(
                        gateway.asMember("GET", ALL)
                                .header("X-Auth-Token", "r:d0:reader")
                                .send()
                                .status())
                .isEqualTo(200);
        assertThat(
                        gateway.asMember("POST", ALL)
                                .header("X-Auth-Token", "r:d0:reader")
                                .json("{\"metadata\": {}}")
                                .send()
                                .body())
                .contains("Policy doesn't allow volume:create_volume_metadata to be performed.");
    }

    private static RawResponse put(String method, String path, String body) {
        return gateway.asMember(method, path).json(body).send();
    }
}
