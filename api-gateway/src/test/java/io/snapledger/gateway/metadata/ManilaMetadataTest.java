package io.snapledger.gateway.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.resource.MetadataChange;
import io.snapledger.contract.share.ShareCapabilities;
import io.snapledger.contract.share.ShareCommand.ChangeShareMetadata;
import io.snapledger.contract.share.ShareRefused;
import io.snapledger.contract.share.ShareView;
import io.snapledger.contract.sharesnapshot.ShareSnapshotCommand.ChangeShareSnapshotMetadata;
import io.snapledger.gateway.fake.RawRequest;
import io.snapledger.gateway.fake.RawResponse;
import io.snapledger.gateway.fake.Rows;
import io.snapledger.gateway.fake.RunningGateway;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManilaMetadataTest {

    private static final String OF_SHARE = "/v2/d0/shares/" + Rows.SHARE + "/metadata";
    private static final String OF_SNAPSHOT =
            "/v2/d0/snapshots/" + Rows.SHARE_SNAPSHOT + "/metadata";
    private static final String BODY = "{\"metadata\": {\"k\": \"v\"}}";
    private static final String RESERVED = "__affinity_same_host";

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
        gateway.reads.shares.add(Rows.share());
        gateway.reads.shareSnapshots.add(Rows.shareSnapshot());
    }

    @ParameterizedTest
    @ValueSource(strings = {OF_SHARE, OF_SNAPSHOT})
    void itIsReadAsAWholeAndEntryByEntry(String path) {
        assertThat(send("GET", path).body()).isEqualTo("{\"metadata\": {\"m\": \"n\"}}");
        assertThat(send("GET", path + "/m").body()).isEqualTo("{\"meta\": {\"m\": \"n\"}}");

        RawResponse none = send("GET", path + "/k");
        assertThat(none.status()).isEqualTo(404);
        assertThat(none.body()).contains("MetadataItemNotFound: Metadata item is not found.");
    }

    @Test
    void thatOfASnapshotIsThereFrom273On() {
        assertThat(
                        gateway.asShareMember("GET", OF_SNAPSHOT)
                                .header("X-OpenStack-Manila-API-Version", "2.72")
                                .send()
                                .status())
                .isEqualTo(404);
        assertThat(
                        gateway.asShareMember("GET", OF_SHARE)
                                .header("X-OpenStack-Manila-API-Version", "2.0")
                                .send()
                                .status())
                .isEqualTo(200);
    }

    @Test
    void thatOfAShareIsChangedEntryByEntryAndAsAWhole() {
        assertThat(send("POST", OF_SHARE, BODY).body())
                .isEqualTo("{\"metadata\": {\"m\": \"n\", \"k\": \"v\"}}");
        change(OF_SHARE);

        assertThat(gateway.commands.sent())
                .extracting(message -> ((ChangeShareMetadata) message.getPayload()).change())
                .isEqualTo(changes());
    }

    @Test
    void thatOfASnapshotIsChangedEntryByEntryAndAsAWhole() {
        assertThat(send("POST", OF_SNAPSHOT, BODY).body()).isEqualTo(BODY);
        change(OF_SNAPSHOT);

        assertThat(gateway.commands.sent())
                .extracting(
                        message -> ((ChangeShareSnapshotMetadata) message.getPayload()).change())
                .isEqualTo(changes());
    }

    private static void change(String path) {
        assertThat(send("PUT", path, BODY).body()).isEqualTo(BODY);
        assertThat(send("POST", path + "/k", BODY).body()).isEqualTo(BODY);
        assertThat(send("POST", path + "/k", "{\"meta\": {\"k\": \"v\"}}").body()).isEqualTo(BODY);
        RawResponse deleted = send("DELETE", path + "/m");
        assertThat(deleted.status()).isEqualTo(200);
        assertThat(deleted.body()).isEmpty();
    }

    private static List<MetadataChange> changes() {
        MetadataChange adding = MetadataChange.adding(Map.of("k", "v"));
        return List.of(
                adding,
                MetadataChange.replacingAllBy(Map.of("k", "v")),
                adding,
                adding,
                MetadataChange.removing("m"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    POST |    | {"metadata": []}               | Malformed request body
                    POST |    | {"other": {}}                  | Malformed request body
                    POST |    | []                             | Malformed request body
                    PUT  |    | {"metadata": null}             | Malformed request body
                    POST |    | {"metadata": {"": "v"}}        | Metadata property key is blank.
                    POST |    | {"metadata": {"k": ""}}        | Metadata property value is blank.
                    PUT  |    | {"metadata": {"k": "%1024"}}   | Metadata property value is greater than 1023 characters.
                    PUT  |    | {"metadata": {"%256": "v"}}    | Metadata property key is greater than 255 characters.
                    POST |    | {"metadata": {"k": 5}}         | could not comply
                    POST |    | {"metadata": {"k": "\\u0000"}} | badRequest
                    POST | /k | {"metadata": {"l": "v"}}       | Request body and URI mismatch
                    POST | /k | {"metadata": {"k": "v", "l": "w"}} | Request body contains too many items
                    """)
    void whatIsNoMetadataIsRefused(String method, @Nullable String key, String body, String text) {
        String content = body.replace("%1024", "x".repeat(1024)).replace("%256", "x".repeat(256));
        for (String path : List.of(OF_SHARE, OF_SNAPSHOT)) {
            RawResponse answer = send(method, path + (key == null ? "" : key), content);

            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
            assertThat(answer.body()).contains(text);
        }
        assertThat(gateway.commands.sent()).isEmpty();
    }

    @Test
    void whatIsNotThereHasNone() {
        String share = OF_SHARE.replace(Rows.SHARE, Rows.UNKNOWN);
        String snapshot = OF_SNAPSHOT.replace(Rows.SHARE_SNAPSHOT, Rows.UNKNOWN);

        assertThat(send("GET", share).body()).contains("\"Share not found.\"");
        assertThat(send("POST", share, BODY).status()).isEqualTo(404);
        assertThat(send("GET", snapshot).body()).contains("\"Share_snapshot not found.\"");
        assertThat(send("DELETE", OF_SHARE + "/k").status()).isEqualTo(404);
        gateway.commands.failNext(
                new RefusedException(new ShareRefused.NotFound(Rows.share().id())));
        assertThat(send("POST", OF_SHARE, BODY).status()).isEqualTo(404);
    }

    @Test
    void thatOfAPublicShareIsEverybodysToReadAndItsProjectsToChange() {
        ShareView shown = Rows.share(new ShareCapabilities(true, true, false, false, null), true);
        gateway.reads.shares.set(0, shown);
        String path = OF_SHARE.replace("/d0/", "/");

        assertThat(asStranger("GET", path).send().status()).isEqualTo(200);
        for (RawResponse refused :
                List.of(
                        asStranger("POST", path).json(BODY).send(),
                        asStranger("PUT", path).json(BODY).send(),
                        asStranger("POST", path + "/k").json(BODY).send(),
                        asStranger("DELETE", path + "/m").send())) {
            assertThat(refused.status()).as(refused.body()).isEqualTo(403);
        }
        assertThat(gateway.commands.sent()).isEmpty();
    }

    private static RawRequest asStranger(String method, String path) {
        return gateway.request(method, path)
                .header("X-Auth-Token", "eve:e0:member,reader")
                .header("X-OpenStack-Manila-API-Version", "2.73");
    }

    @Test
    void someKeysAreTheAdministrators() {
        String body = "{\"metadata\": {\"%s\": \"id\"}}".formatted(RESERVED);
        ShareView share = Rows.share();
        Map<String, String> metadata = new LinkedHashMap<>(share.metadata());
        metadata.put(RESERVED, "id");
        gateway.reads.shares.set(0, with(share, metadata));

        for (String method : List.of("POST", "PUT")) {
            RawResponse refused = send(method, OF_SHARE, body);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.body()).contains("Cannot set or update admin only metadata.");
        }
        assertThat(send("DELETE", OF_SHARE + "/" + RESERVED).status()).isEqualTo(403);
        assertThat(gateway.commands.sent()).isEmpty();
        // They outlive a replacement by others.
        assertThat(send("PUT", OF_SHARE, BODY).body())
                .isEqualTo("{\"metadata\": {\"k\": \"v\", \"%s\": \"id\"}}".formatted(RESERVED));

        String path = OF_SHARE.replace("/d0/", "/");
        assertThat(gateway.asShareAdmin("POST", path).json(body).send().status()).isEqualTo(200);
        assertThat(gateway.asShareAdmin("DELETE", path + "/" + RESERVED).send().status())
                .isEqualTo(200);
    }

    private static ShareView with(ShareView share, Map<String, String> metadata) {
        return new ShareView(
                share.id(),
                share.projectId(),
                share.userId(),
                share.name(),
                share.description(),
                share.shareProto(),
                share.status(),
                share.sizeGib(),
                share.shareTypeId(),
                share.snapshotId(),
                share.isPublic(),
                share.availabilityZone(),
                share.capabilities(),
                share.hasReplicas(),
                share.taskState(),
                metadata,
                share.progress(),
                share.host(),
                share.createdAt(),
                share.updatedAt());
    }

    private static RawResponse send(String method, String path) {
        return gateway.asShareMember(method, path).send();
    }

    private static RawResponse send(String method, String path, String body) {
        return gateway.asShareMember(method, path).json(body).send();
    }
}
