package io.snapledger.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.idempotency.AnswerOnce;
import io.snapledger.contract.idempotency.FindAnswer;
import io.snapledger.contract.idempotency.IdempotencyRefused.KeyReused;
import io.snapledger.contract.idempotency.IdempotencyRefused.StillInWork;
import io.snapledger.contract.idempotency.KeptAnswer;
import io.snapledger.contract.origin.Origin;
import io.snapledger.contract.refusal.Refused;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.volume.VolumeCommand.ChangeVolumeMetadata;
import io.snapledger.gateway.fake.RawRequest;
import io.snapledger.gateway.fake.RawResponse;
import io.snapledger.gateway.fake.Rows;
import io.snapledger.gateway.fake.RunningGateway;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepeatedRequestsTest {

    private static final String KEY = "Idempotency-Key";
    private static final String VOLUMES = "/v3/d0/volumes";
    private static final String BODY =
            "{\"volume\": {\"size\": 1, \"name\": \"caf\u00e9\", \"volume_type\": \"gold\"}}";
    private static final KeptAnswer KEPT =
            new KeptAnswer(202, "{\"volume\": {\"id\": \"as it was\"}}", 42);

    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        gateway = RunningGateway.with("snapledger.idempotency.wait=50ms");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void reset() {
        gateway.reads.reset();
        gateway.commands.reset();
        gateway.reads.volumeTypes.add(Rows.volumeType());
        gateway.reads.groupTypes.add(Rows.groupType());
        gateway.reads.groups.add(Rows.group());
        gateway.reads.volumes.add(Rows.volume());
        gateway.reads.shares.add(Rows.share());
    }

    private static RawRequest create() {
        return gateway.asMember("POST", VOLUMES).header(KEY, "k 1").json(BODY);
    }

    private static RawRequest asAdmin(String path) {
        return gateway.asAdmin("POST", path).header("X-OpenStack-Manila-API-Version", "2.73");
    }

    private static List<CommandMessage<?>> sent() {
        return gateway.commands.sent();
    }

    private static RefusedException refused(Refused why) {
        return new RefusedException(why);
    }

    static Stream<Arguments> creations() {
        return Stream.of(
                Arguments.of("/v3/a0/types", "{\"volume_type\": {\"name\": \"t\"}}", 200),
                Arguments.of("/v3/a0/group_types", "{\"group_type\": {\"name\": \"t\"}}", 202),
                Arguments.of(
                        "/v3/a0/groups",
                        "{\"group\": {\"name\": \"g\", \"group_type\": \"%s\","
                                        .formatted(Rows.GROUP_TYPE)
                                + " \"volume_types\": [\"%s\"]}}".formatted(Rows.VOLUME_TYPE),
                        202),
                Arguments.of(
                        "/v3/a0/groups/action",
                        "{\"create-from-src\": {\"source_group_id\": \"%s\"}}"
                                .formatted(Rows.GROUP),
                        202),
                Arguments.of("/v3/a0/volumes", BODY, 202),
                Arguments.of(
                        "/v3/a0/snapshots",
                        "{\"snapshot\": {\"volume_id\": \"%s\"}}".formatted(Rows.VOLUME),
                        202),
                Arguments.of(
                        "/v3/a0/group_snapshots",
                        "{\"group_snapshot\": {\"name\": \"s\", \"group_id\": \"%s\"}}"
                                .formatted(Rows.GROUP),
                        202),
                Arguments.of(
                        "/v2/a0/types",
                        "{\"share_type\": {\"name\": \"t\", \"extra_specs\":"
                                + " {\"driver_handles_share_servers\": \"False\"}}}",
                        200),
                Arguments.of(
                        "/v2/a0/shares",
                        "{\"share\": {\"size\": 1, \"share_proto\": \"NFS\"}}",
                        200),
                Arguments.of(
                        "/v2/a0/snapshots",
                        "{\"snapshot\": {\"share_id\": \"%s\"}}".formatted(Rows.SHARE),
                        202),
                Arguments.of(
                        "/v2/a0/share-replicas",
                        "{\"share_replica\": {\"share_id\": \"%s\"}}".formatted(Rows.SHARE),
                        202));
    }

    @ParameterizedTest
    @MethodSource("creations")
    void theCommandCarriesTheAnswerThatItsSenderGets(String path, String body, int status) {
        RawResponse answer = asAdmin(path).header(KEY, "k").json(body).send();

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(sent()).hasSize(2);
        assertThat(sent().getFirst().getPayload()).isInstanceOf(FindAnswer.class);
        AnswerOnce once = AnswerOnce.from(sent().getLast().getMetaData()).orElseThrow();
        assertThat(once.key()).isEqualTo("k");
        assertThat(once.status()).isEqualTo(status);
        assertThat(once.body()).isEqualTo(answer.body());
        assertThat(Origin.from(sent().getLast().getMetaData()).actor().userId()).isEqualTo("root");
    }

    @ParameterizedTest
    @MethodSource("creations")
    void withoutAKeyNothingIsAskedAndNothingKept(String path, String body, int status) {
        assertThat(asAdmin(path).json(body).send().status()).isEqualTo(status);

        assertThat(sent()).hasSize(1);
        assertThat(AnswerOnce.from(sent().getFirst().getMetaData())).isEmpty();
    }

    @Test
    void aRepetitionIsAnsweredAsBeforeAndLooksAtNothing() {
        RawResponse first = create().send();
        String body =
                AnswerOnce.from(sent().getLast().getMetaData()).map(AnswerOnce::body).orElseThrow();
        gateway.reads.reset();
        gateway.commands.reset();
        gateway.commands.answerNext(new KeptAnswer(202, body, 42));

        RawResponse again = create().send();

        assertThat(again.status()).isEqualTo(first.status());
        assertThat(again.body()).isEqualTo(first.body());
        Map<String, String> headers = new TreeMap<>(first.apiHeaders());
        headers.put("idempotent-replayed", "true");
        assertThat(again.apiHeaders()).isEqualTo(headers);
        assertThat(again.header("x-openstack-request-id"))
                .isEqualTo(again.header("x-compute-request-id"))
                .isNotEqualTo(first.header("x-openstack-request-id"));
        assertThat(sent()).hasSize(1);
        assertThat(gateway.reads.awaited).as("what it created can be read").containsExactly(42L);
    }

    @Test
    void aRepetitionThatComesTooEarlyIsAnsweredByTheFirst() {
        gateway.commands.acceptNext();
        gateway.commands.answerNext(KEPT);

        RawResponse answer = create().send();

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo(KEPT.body());
        assertThat(answer.header("idempotent-replayed")).isEqualTo("true");
        assertThat(answer.header("OpenStack-API-Version")).isEqualTo("volume 3.70");
    }

    @Test
    void theNameOfJsonThatTheClientChoseStays() {
        gateway.commands.answerNext(KEPT);

        assertThat(
                        create().header("Accept", "application/vnd.openstack.volume+json")
                                .send()
                                .header("Content-Type"))
                .isEqualTo("application/vnd.openstack.volume+json");
    }

    @Test
    void aKeyOfAnotherRequestIsRefused() {
        gateway.commands.failNext(refused(new KeyReused("k 1")));

        RawResponse answer = create().send();

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"computeFault\": {\"code\": 422, \"message\": \"Idempotency-Key k 1 has"
                                + " been used for another request.\"}}");
    }

    @Test
    void whileTheFirstIsInWorkTheSecondWaitsForALittle() {
        gateway.commands.acceptNext();
        gateway.commands.failNext(refused(new StillInWork("k 1")));
        gateway.commands.answerNext(KEPT);

        assertThat(create().send().body()).isEqualTo(KEPT.body());
    }

    @Test
    void andIsToldToComeAgainIfThatTakesTooLong() {
        gateway.commands.acceptNext();
        for (int i = 0; i < 100; i++) {
            gateway.commands.failNext(refused(new StillInWork("k 1")));
        }

        RawResponse answer = create().send();

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(answer.body())
                .isEqualTo(
                        "{\"conflictingRequest\": {\"code\": 409, \"message\": \"The request under"
                                + " Idempotency-Key k 1 is still being carried out.\"}}");
    }

    private static String fingerprint(RawRequest request) {
        gateway.commands.reset();
        request.send();
        return ((FindAnswer) sent().getFirst().getPayload()).fingerprint();
    }

    @Test
    void bodyRouteAndVersionTellRequestsApart() {
        String first = fingerprint(create());

        assertThat(fingerprint(create())).isEqualTo(first);
        assertThat(fingerprint(create().json(BODY.replace("caf", "tea")))).isNotEqualTo(first);
        assertThat(fingerprint(create().at("3.69"))).isNotEqualTo(first);
        assertThat(
                        fingerprint(
                                gateway.asMember("POST", "/v3/volumes")
                                        .header(KEY, "k 1")
                                        .json(BODY)))
                .isNotEqualTo(first);
    }

    @Test
    void theFormOfTheJsonDoesNot() {
        assertThat(
                        fingerprint(
                                create().json(
                                                "{\"volume\":{\"volume_type\":\"gold\","
                                                        + "\"name\":\"caf\\u00e9\",\"size\":1}}")))
                .isEqualTo(fingerprint(create()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "caf\u00e9", "a\tb"})
    void aKeyThatIsNoneIsRefused(String key) {
        assertBadKey(create().header(KEY, key).send());
    }

    @Test
    void aKeyOf255CharactersIsTakenAndALongerOneIsNot() {
        assertThat(create().header(KEY, "~".repeat(255)).send().status()).isEqualTo(202);
        gateway.commands.reset();
        assertBadKey(create().header(KEY, "~".repeat(256)).send());
    }

    @Test
    void twoKeysAreNone() {
        assertBadKey(create().header(KEY, "a\r\n" + KEY + ": b").send());
    }

    private static void assertBadKey(RawResponse answer) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"badRequest\": {\"code\": 400, \"message\": \"Idempotency-Key must be"
                                + " given once, with 1 to 255 printable ASCII characters.\"}}");
        assertThat(sent()).isEmpty();
    }

    @Test
    void aRefusalOfTheEdgeIsNotKept() {
        RawResponse answer = create().json("{\"volume\": {}}").send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(sent()).hasSize(1);
        assertThat(sent().getFirst().getPayload()).isInstanceOf(FindAnswer.class);
    }

    @Test
    void whatOnlyReadsTakesNoNoticeOfAKey() {
        RawResponse answer = gateway.asMember("GET", VOLUMES).header(KEY, "").send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(sent()).isEmpty();
    }

    @Test
    void whatComesToTheSameWhenDoneAgainTakesNoNoticeEither() {
        RawResponse answer =
                gateway.asMember("POST", VOLUMES + "/" + Rows.VOLUME + "/metadata")
                        .header(KEY, "")
                        .json("{\"metadata\": {\"a\": \"b\"}}")
                        .send();

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(sent()).hasSize(1);
        assertThat(sent().getFirst().getPayload()).isInstanceOf(ChangeVolumeMetadata.class);
    }

    @Test
    void aKeyDoesNotReplaceAToken() {
        assertThat(create().without("X-Auth-Token").send().status()).isEqualTo(401);
        assertThat(sent()).isEmpty();
    }
}
