package io.snapledger.gateway.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.quota.QuotaCatalogue;
import io.snapledger.contract.quota.QuotaCommand.ChangeQuotaLimits;
import io.snapledger.contract.quota.QuotaCommand.RemoveQuotaLimits;
import io.snapledger.contract.quota.QuotaLimit;
import io.snapledger.contract.quota.QuotaRefused;
import io.snapledger.contract.quota.QuotaRefused.Exceeded;
import io.snapledger.contract.quota.QuotaRefused.LimitBelowUsage;
import io.snapledger.contract.quota.QuotaRefused.TooLarge;
import io.snapledger.contract.quota.QuotaResource;
import io.snapledger.contract.quota.QuotaScope;
import io.snapledger.contract.quota.QuotaSetId;
import io.snapledger.contract.quota.QuotaView;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.sharetype.ShareTypeId;
import io.snapledger.gateway.fake.RawRequest;
import io.snapledger.gateway.fake.RawResponse;
import io.snapledger.gateway.fake.Rows;
import io.snapledger.gateway.fake.RunningGateway;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShareQuotaControllerTest {

    private static final ShareTypeId TYPE = ShareTypeId.of(Rows.SHARE_TYPE);
    private static final QuotaScope PROJECT =
            QuotaScope.ofProject(QuotaCatalogue.SHARED_FILE_SYSTEM, "d0");

    private static final String FOUR =
            "\"shares\": 50, \"gigabytes\": 1000, \"snapshots\": 50, \"snapshot_gigabytes\": 1000";
    private static final String GROUPS = "\"share_groups\": 50, \"share_group_snapshots\": 50";
    private static final String REPLICAS = "\"share_replicas\": 100, \"replica_gigabytes\": 1000";

    private static final Map<QuotaResource, Integer> LIMITS = limits();

    private final RunningGateway gateway = RunningGateway.shared();

    private static Map<QuotaResource, Integer> limits() {
        Map<QuotaResource, Integer> limits = new EnumMap<>(QuotaResource.class);
        limits.put(QuotaResource.SHARES, 50);
        limits.put(QuotaResource.SHARE_SNAPSHOTS, 50);
        limits.put(QuotaResource.SHARE_GIGABYTES, 1000);
        limits.put(QuotaResource.PER_SHARE_GIGABYTES, -1);
        limits.put(QuotaResource.SNAPSHOT_GIGABYTES, 1000);
        limits.put(QuotaResource.SHARE_NETWORKS, 10);
        limits.put(QuotaResource.SHARE_GROUPS, 50);
        limits.put(QuotaResource.SHARE_GROUP_SNAPSHOTS, 50);
        limits.put(QuotaResource.SHARE_REPLICAS, 100);
        limits.put(QuotaResource.REPLICA_GIGABYTES, 1000);
        return limits;
    }

    @BeforeEach
    void quotas() {
        gateway.reads.shareTypes.add(Rows.shareType());
        LIMITS.forEach((resource, limit) -> {
            gateway.reads.quotas.add(new QuotaView(resource.word(), resource, null, limit, 3));
            if (resource.isPerType()) {
                gateway.reads.quotas.add(
                        new QuotaView(resource.word(), resource, TYPE.value(), 40, 2));
            }
        });
    }

    private RawRequest asAdmin(String method, String path) {
        return as("root:a0:admin", method, path, "2.73");
    }

    private RawRequest as(String token, String method, String path, String version) {
        return gateway.request(method, path)
                .header("X-Auth-Token", token)
                .header("X-OpenStack-Manila-API-Version", version);
    }

    @Test
    void aReaderSeesTheLimitsOfTheOwnProject() {
        RawResponse answer = as("demo:d0:reader", "GET", "/v2/d0/quota-sets/d0", "2.73").send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"quota_set\": {"
                                + FOUR
                                + ", \"id\": \"d0\", \"share_networks\": 10, "
                                + GROUPS
                                + ", "
                                + REPLICAS
                                + ", \"per_share_gigabytes\": -1}}");
        assertThat(gateway.reads.quotasAskedFor).containsExactly("project d0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2.6|os-quota-sets|",
                "2.7|quota-sets|",
                "2.39|quota-sets|",
                "2.40|quota-sets|G",
                "2.52|quota-sets|G",
                "2.53|quota-sets|GR",
                "2.61|quota-sets|GR"
            })
    void whichAreShownDependsOnTheVersion(String version, String path, @Nullable String more) {
        String shown = more == null ? "" : more;
        RawResponse answer = as("root:a0:admin", "GET", "/v2/" + path + "/d0", version).send();

        assertThat(answer.body())
                .isEqualTo(
                        "{\"quota_set\": {"
                                + FOUR
                                + ", \"id\": \"d0\", \"share_networks\": 10"
                                + (shown.contains("G") ? ", " + GROUPS : "")
                                + (shown.contains("R") ? ", " + REPLICAS : "")
                                + "}}");
    }

    @Test
    void inDetailEachLimitSaysWhatIsUsedOfIt() {
        assertThat(asAdmin("GET", "/v2/a0/quota-sets/d0/detail").send().body())
                .startsWith(
                        "{\"quota_set\": {\"shares\": {\"limit\": 50, \"in_use\": 3,"
                                + " \"reserved\": 0}, ")
                .contains("\"id\": \"d0\"");
    }

    @Test
    void thoseOfAShareTypeAreShownByItsNameOrId() {
        String expected =
                "{\"quota_set\": {\"shares\": 40, \"gigabytes\": 40, \"snapshots\": 40,"
                        + " \"snapshot_gigabytes\": 40, \"id\": \"d0\", \"share_replicas\": 40,"
                        + " \"replica_gigabytes\": 40, \"per_share_gigabytes\": -1}}";

        for (String type : new String[] {Rows.SHARE_TYPE, Rows.shareType().name()}) {
            assertThat(asAdmin("GET", "/v2/quota-sets/d0?share_type=" + type).send().body())
                    .isEqualTo(expected);
        }
    }

    @Test
    void defaultsAreThoseOfTheDefaultClassAndForEverybody() {
        RawResponse answer =
                as("demo:d0:reader", "GET", "/v2/d0/quota-sets/e0/defaults", "2.73").send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains(FOUR + ", \"id\": \"e0\"");
        assertThat(gateway.reads.quotasAskedFor).containsExactly("class default");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /quota-sets/e0",
                "GET /quota-sets/e0/detail",
                "PUT /quota-sets/d0",
                "DELETE /quota-sets/d0",
                "GET /quota-class-sets/default",
                "PUT /quota-class-sets/default"
            })
    void othersMayNot(String request) {
        String[] parts = request.split(" ", 2);

        RawRequest asked = as("demo:d0:member,reader", parts[0], "/v2/d0" + parts[1], "2.73");
        RawResponse answer =
                (parts[0].equals("PUT") ? asked.json("{\"quota_set\": {\"shares\": 1}}") : asked)
                        .send();

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("\"Access was denied to this resource.\"");
        assertThat(gateway.commands.sent()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/quota-sets/d0,2.6",
        "GET,/os-quota-sets/d0,2.7",
        "GET,/quota-sets/d0/detail,2.24",
        "GET,/quota-class-sets/default,2.6",
        "GET,/os-quota-class-sets/default,2.7",
        "GET,/quota-sets,2.73",
        "POST,/quota-sets,2.73",
        "GET,/quota-sets/new,2.73",
        "GET,/quota-sets/d0/edit,2.73",
        "DELETE,/quota-class-sets/default,2.73",
        "DELETE,/limits/1,2.73"
    })
    void whatIsNotThere(String method, String path, String version) {
        RawResponse answer = as("root:a0:admin", method, "/v2" + path, version).send();

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("\"itemNotFound\"");
    }

    @Test
    void anAdministratorSetsLimitsInTheirOrder() {
        RawResponse answer =
                asAdmin("PUT", "/v2/a0/quota-sets/d0")
                        .json(
                                "{\"quota_set\": {\"tenant_id\": \"d0\", \"snapshots\": \"5\","
                                        + " \"shares\": 0, \"gigabytes\": null, \"force\": true}}")
                        .send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .startsWith(
                        "{\"quota_set\": {\"shares\": 0, \"gigabytes\": 1000, \"snapshots\": 5,"
                                + " \"snapshot_gigabytes\": 1000, \"share_networks\": 10,");
        ChangeQuotaLimits command = (ChangeQuotaLimits) gateway.commands.onlyCommand();
        assertThat(command.scope()).isEqualTo(PROJECT);
        assertThat(command.id()).isEqualTo(QuotaSetId.of(PROJECT));
        assertThat(command.force()).isTrue();
        assertThat(command.limits())
                .containsExactly(
                        new QuotaLimit(QuotaResource.SHARE_SNAPSHOTS, null, null, 5),
                        new QuotaLimit(QuotaResource.SHARES, null, null, 0));
    }

    @Test
    void aShareTypeGetsLimitsOfItsOwn() {
        RawResponse answer =
                asAdmin("PUT", "/v2/a0/quota-sets/d0?share_type=" + Rows.SHARE_TYPE)
                        .json("{\"quota_set\": {\"shares\": 7}}")
                        .send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .startsWith("{\"quota_set\": {\"shares\": 7, \"gigabytes\": 40,")
                .doesNotContain("share_networks");
        ChangeQuotaLimits command = (ChangeQuotaLimits) gateway.commands.onlyCommand();
        assertThat(command.force()).isFalse();
        assertThat(command.limits())
                .containsExactly(new QuotaLimit(QuotaResource.SHARES, null, TYPE, 7));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "|{}|Must supply at least one quota field to update.",
                "|{\"quota_set\": 1}|Must supply at least one quota field to update.",
                "|{\"quota_set\": {\"b\": 1}}|Must supply at least one quota field to update.",
                "|{\"quota_set\": {\"b\": 1, \"shares\": 1, \"c\": 2}}|Bad key(s) b,c in"
                        + " quota_set.",
                "|{\"quota_set\": {\"shares\": \"x\"}}|Quota 'x' for shares should be integer.",
                "|{\"quota_set\": {\"shares\": 1.5}}|Quota '1.5' for shares should be integer.",
                "|{\"quota_set\": {\"shares\": -2}}|Quota limit must be -1 or greater.",
                "|{\"quota_set\": {\"shares\": 2147483648}}|Quota limit must be less than"
                        + " 2147483647.",
                "?user_id=u|{\"quota_set\": {\"shares\": 1}}|Quotas of users are not supported.",
                "?user_id=u&share_type=t|{\"quota_set\": {\"shares\": 1}}|'user_id' and"
                        + " 'share_type' values are mutually exclusive",
                "?share_type=plain|{\"quota_set\": {\"share_groups\": 1}}|Share type quotas cannot"
                        + " constrain share groups and share group snapshots.",
                "?share_type=plain|{\"quota_set\": {\"share_networks\": 1}}|'share_networks' quota"
                        + " cannot be set for share type. It can be set only for project or user.",
                "?share_type=plain|{\"quota_set\": {\"shares\": 51}}|Quota limit must be less than"
                        + " 50.",
                "?share_type=plain|{\"quota_set\": {\"shares\": -1}}|Quota limit must be greater"
                        + " than 2."
            })
    void whatIsNoLimitIsRefused(@Nullable String query, String body, String message) {
        String path = "/v2/quota-sets/d0" + (query == null ? "" : query);

        RawResponse answer =
                asAdmin("PUT", path.replace("plain", Rows.shareType().name())).json(body).send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"message\": \"" + message + "\"");
        assertThat(gateway.commands.sent()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2.6,os-quota-sets,share_groups,2.40",
        "2.6,os-quota-sets,replica_gigabytes,2.53",
        "2.39,quota-sets,share_group_snapshots,2.40",
        "2.52,quota-sets,share_replicas,2.53",
        "2.61,quota-sets,per_share_gigabytes,2.62"
    })
    void whatThereWasNotYetIsRefused(String version, String path, String key, String since) {
        RawResponse answer =
                as("root:a0:admin", "PUT", "/v2/" + path + "/d0", version)
                        .json("{\"quota_set\": {\"shares\": 1, \"" + key + "\": 1}}")
                        .send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body())
                .contains(
                        "'%1$s' key is not supported by this microversion. Use %2$s or greater microversion to be able to use '%1$s' quotas."
                                .formatted(key, since));
    }

    @Test
    void shareTypesHaveHadQuotasSince() {
        RawResponse answer =
                as("root:a0:admin", "GET", "/v2/quota-sets/d0?share_type=x", "2.38").send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("Use 2.39 or greater microversion");
        assertThat(asAdmin("GET", "/v2/quota-sets/d0?share_type=x").send().body())
                .contains("\"code\": 404")
                .contains("Share type with name or id 'x' not found.");
    }

    @ParameterizedTest
    @CsvSource({
        "shares,Quota value 2 for shares is smaller than already used and reserved 3.",
        "per_share_gigabytes,Quota limit must be greater than 3."
    })
    void aLimitBelowWhatIsUsedIsABadRequest(String key, String message) {
        QuotaResource resource = QuotaResource.valueOf(key.toUpperCase(Locale.ROOT));
        gateway.commands.failNext(new RefusedException(new LimitBelowUsage(resource, key, 3, 2)));

        RawResponse answer =
                asAdmin("PUT", "/v2/quota-sets/d0")
                        .json("{\"quota_set\": {\"" + key + "\": 2}}")
                        .send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"message\": \"" + message + "\"");
    }

    @Test
    void limitsAreTakenAway() {
        RawResponse answer = asAdmin("DELETE", "/v2/a0/quota-sets/d0").send();

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body()).isEmpty();
        RemoveQuotaLimits command = (RemoveQuotaLimits) gateway.commands.onlyCommand();
        assertThat(command.scope()).isEqualTo(PROJECT);
        assertThat(command.shareTypeId()).isNull();
    }

    @Test
    void thoseOfAShareTypeAreTakenAwayAlone() {
        asAdmin("DELETE", "/v2/a0/quota-sets/d0?share_type=" + Rows.SHARE_TYPE).send();

        assertThat(((RemoveQuotaLimits) gateway.commands.onlyCommand()).shareTypeId())
                .isEqualTo(TYPE);
    }

    @Test
    void aClassIsShownAndSet() {
        String later = GROUPS + ", " + REPLICAS + ", \"per_share_gigabytes\": -1}}";
        assertThat(asAdmin("GET", "/v2/a0/quota-class-sets/default").send().body())
                .isEqualTo(
                        "{\"quota_class_set\": {"
                                + FOUR
                                + ", \"share_networks\": 10, \"id\": \"default\", "
                                + later);

        RawResponse answer =
                asAdmin("PUT", "/v2/a0/quota-class-sets/default")
                        .json("{\"quota_class_set\": {\"shares\": 3, \"x\": \"y\"}}")
                        .send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"quota_class_set\": {"
                                + FOUR.replace("\"shares\": 50", "\"shares\": 3")
                                + ", \"share_networks\": 10, "
                                + later);
        ChangeQuotaLimits command = (ChangeQuotaLimits) gateway.commands.onlyCommand();
        assertThat(command.scope())
                .isEqualTo(QuotaScope.defaultClass(QuotaCatalogue.SHARED_FILE_SYSTEM));
        assertThat(command.limits())
                .containsExactly(new QuotaLimit(QuotaResource.SHARES, null, null, 3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"quota_class_set\": 1}",
                "{\"quota_class_set\": {\"shares\": \"x\"}}"
            })
    void whatIsNoLimitOfAClassIsRefused(String body) {
        RawResponse answer = asAdmin("PUT", "/v2/quota-class-sets/default").json(body).send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(gateway.commands.sent()).isEmpty();
    }

    @Test
    void limitsAreThoseOfTheOwnProjectWhateverTheRole() {
        RawResponse answer = as("demo:d0:nobody", "GET", "/v2/d0/limits", "2.73").send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"limits\": {\"rate\": [], \"absolute\": {\"maxTotalShares\": 50,"
                                + " \"maxTotalShareSnapshots\": 50, \"maxTotalShareGigabytes\":"
                                + " 1000, \"maxTotalSnapshotGigabytes\": 1000,"
                                + " \"maxTotalShareNetworks\": 10, \"maxTotalShareGroups\": 50,"
                                + " \"maxTotalShareGroupSnapshots\": 50, \"maxTotalShareReplicas\":"
                                + " 100, \"maxTotalReplicaGigabytes\": 1000, \"totalSharesUsed\":"
                                + " 3, \"totalShareSnapshotsUsed\": 3, \"totalShareGigabytesUsed\":"
                                + " 3, \"totalSnapshotGigabytesUsed\": 3,"
                                + " \"totalShareNetworksUsed\": 3, \"totalShareGroupsUsed\": 3,"
                                + " \"totalShareGroupSnapshotsUsed\": 3,"
                                + " \"totalShareReplicasUsed\": 3,"
                                + " \"totalReplicaGigabytesUsed\": 3}}}");
        assertThat(gateway.reads.quotasAskedFor).containsExactly("project d0");
    }

    @ParameterizedTest
    @CsvSource({"2.52,false,false", "2.53,true,false", "2.57,true,false", "2.58,true,true"})
    void whichLimitsAreShownDependsOnTheVersion(String version, boolean replicas, boolean groups) {
        String body = as("demo:d0:member", "GET", "/v2/limits", version).send().body();

        assertThat(body.contains("maxTotalShareReplicas")).isEqualTo(replicas);
        assertThat(body.contains("totalShareGroupsUsed")).isEqualTo(groups);
    }

    static Stream<Arguments> whatIsTooMuch() {
        return Stream.of(
                Arguments.of(
                        new TooLarge(QuotaResource.PER_SHARE_GIGABYTES, 3, 2),
                        "ShareSizeExceedsLimit: Requested share size 3 is larger than maximum"
                                + " allowed limit 2."),
                Arguments.of(
                        over(QuotaResource.SHARE_GIGABYTES),
                        "ShareSizeExceedsAvailableQuota: Requested share exceeds allowed"
                                + " project/user or share type gigabytes quota."),
                Arguments.of(
                        over(QuotaResource.SHARES),
                        "ShareLimitExceeded: Maximum number of shares allowed (5) either per"
                                + " project/user or share type quota is exceeded."),
                Arguments.of(
                        over(QuotaResource.SHARE_SNAPSHOTS),
                        "SnapshotLimitExceeded: Maximum number of snapshots allowed (5) either per"
                                + " project/user or share type quota is exceeded."),
                Arguments.of(
                        over(QuotaResource.SNAPSHOT_GIGABYTES),
                        "SnapshotSizeExceedsAvailableQuota: Requested snapshot exceeds allowed"
                                + " project/user or share type gigabytes quota."),
                Arguments.of(
                        over(QuotaResource.SHARE_REPLICAS),
                        "ShareReplicasLimitExceeded: Failed while creating a share with"
                                + " replication support. Maximum number of allowed share-replicas"
                                + " is exceeded."),
                Arguments.of(
                        over(QuotaResource.REPLICA_GIGABYTES),
                        "ShareReplicaSizeExceedsAvailableQuota: Failed while creating a share with"
                                + " replication support. Requested share replica exceeds allowed"
                                + " project/user or share type gigabytes quota."));
    }

    private static Exceeded over(QuotaResource resource) {
        return new Exceeded(resource, resource.word(), 2, 4, 5, 3);
    }

    @ParameterizedTest
    @MethodSource("whatIsTooMuch")
    void whatIsTooMuchIsAnsweredWith413(QuotaRefused refused, String message) {
        gateway.commands.failNext(new RefusedException(refused));

        RawResponse answer =
                as("demo:d0:member", "POST", "/v2/d0/shares", "2.73")
                        .json(
                                "{\"share\": {\"share_proto\": \"NFS\", \"size\": 1,"
                                        + " \"share_type\": \""
                                        + Rows.SHARE_TYPE
                                        + "\"}}")
                        .send();

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.header("retry-after")).isEqualTo("0");
        assertThat(answer.body())
                .isEqualTo(
                        "{\"overLimit\": {\"code\": 413, \"message\": \""
                                + message
                                + "\", \"retryAfter\": \"0\"}}");
    }

    @ParameterizedTest
    @CsvSource({
        "SHARE_REPLICAS,ShareReplicasLimitExceeded: Maximum number of allowed share-replicas is"
                + " exceeded.",
        "REPLICA_GIGABYTES,ShareReplicaSizeExceedsAvailableQuota: Requested share replica exceeds"
                + " allowed project/user or share type gigabytes quota."
    })
    void aReplicaThatIsTooMuchIsAnsweredInOtherWords(QuotaResource resource, String message) {
        gateway.reads.shares.add(Rows.share());
        gateway.reads.shareInstances.add(Rows.shareInstance());
        gateway.commands.failNext(new RefusedException(over(resource)));

        RawResponse answer =
                as("demo:d0:member", "POST", "/v2/d0/share-replicas", "2.73")
                        .json("{\"share_replica\": {\"share_id\": \"" + Rows.SHARE + "\"}}")
                        .send();

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.body()).contains("\"message\": \"" + message + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "SHARE_GIGABYTES,403,Requested share exceeds allowed project/user or share type gigabytes"
                + " quota.",
        "REPLICA_GIGABYTES,413,ShareReplicaSizeExceedsAvailableQuota: Failed while extending a share"
                + " with replication support. There is no available quota to extend the share and"
                + " its 2 replicas. Maximum number of allowed replica_gigabytes is exceeded."
    })
    void anExtensionThatIsTooMuchIsAnsweredInOtherWords(
            QuotaResource resource, int status, String message) {
        gateway.reads.shares.add(Rows.share());
        gateway.commands.failNext(new RefusedException(over(resource)));

        RawResponse answer =
                as("demo:d0:member", "POST", "/v2/d0/shares/" + Rows.SHARE + "/action", "2.73")
                        .json("{\"extend\": {\"new_size\": 9}}")
                        .send();

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).contains("\"message\": \"" + message + "\"");
    }
}
