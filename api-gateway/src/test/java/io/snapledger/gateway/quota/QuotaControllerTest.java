package io.snapledger.gateway.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.quota.QuotaAmounts;
import io.snapledger.contract.quota.QuotaCatalogue;
import io.snapledger.contract.quota.QuotaCheck;
import io.snapledger.contract.quota.QuotaCheck.Difference;
import io.snapledger.contract.quota.QuotaCommand.ChangeQuotaLimits;
import io.snapledger.contract.quota.QuotaCommand.RemoveQuotaLimits;
import io.snapledger.contract.quota.QuotaCommand.ReportQuotaCheck;
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
import io.snapledger.contract.volumetype.VolumeTypeId;
import io.snapledger.gateway.fake.RawResponse;
import io.snapledger.gateway.fake.Rows;
import io.snapledger.gateway.fake.RunningGateway;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuotaControllerTest {

    private static final VolumeTypeId FAST = VolumeTypeId.of(Rows.VOLUME_TYPE);

    private static final String LIMITS =
            "\"volumes\": 10, \"per_volume_gigabytes\": -1, \"snapshots\": 10, \"gigabytes\": 1000,"
                    + " \"backups\": 10, \"backup_gigabytes\": 1000, \"volumes_fast\": -1,"
                    + " \"gigabytes_fast\": -1, \"snapshots_fast\": -1, \"groups\": 10";

    private final RunningGateway gateway = RunningGateway.shared();

    @BeforeEach
    void quotas() {
        gateway.reads.quotas.addAll(
                List.of(
                        all(QuotaResource.VOLUMES, 10, 2),
                        all(QuotaResource.PER_VOLUME_GIGABYTES, -1, 0),
                        all(QuotaResource.SNAPSHOTS, 10, 1),
                        all(QuotaResource.GIGABYTES, 1000, 7),
                        all(QuotaResource.BACKUPS, 10, 0),
                        all(QuotaResource.BACKUP_GIGABYTES, 1000, 0),
                        fast(QuotaResource.VOLUMES, 2),
                        fast(QuotaResource.GIGABYTES, 7),
                        fast(QuotaResource.SNAPSHOTS, 1),
                        all(QuotaResource.GROUPS, 10, 3)));
    }

    private static QuotaView all(QuotaResource resource, int limit, long inUse) {
        return new QuotaView(resource.word(), resource, null, limit, inUse);
    }

    private static QuotaView fast(QuotaResource resource, long inUse) {
        return new QuotaView(resource.quota("fast"), resource, FAST.value(), -1, inUse);
    }

    @Test
    void aReaderSeesTheLimitsOfTheOwnProject() {
        RawResponse answer =
                gateway.request("GET", "/v3/d0/os-quota-sets/d0")
                        .header("X-Auth-Token", "demo:d0:reader")
                        .send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"quota_set\": {" + LIMITS + ", \"id\": \"d0\"}}");
        assertThat(gateway.reads.quotasAskedFor).containsExactly("project d0");
    }

    @Test
    void withUsageEachLimitSaysWhatIsUsedOfIt() {
        RawResponse answer = gateway.asAdmin("GET", "/v3/a0/os-quota-sets/d0?usage=True").send();

        assertThat(answer.body())
                .startsWith(
                        "{\"quota_set\": {\"volumes\": {\"limit\": 10, \"in_use\": 2,"
                                + " \"reserved\": 0}, ")
                .endsWith(
                        "\"groups\": {\"limit\": 10, \"in_use\": 3, \"reserved\": 0}, \"id\":"
                                + " \"d0\"}}");
    }

    @Test
    void whetherWithUsageIsYesOrNo() {
        RawResponse answer = gateway.asMember("GET", "/v3/d0/os-quota-sets/d0?usage=x").send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("Value 'x' for 'usage' is not a boolean.");
    }

    @Test
    void defaultsAreThoseOfTheDefaultClass() {
        RawResponse answer = gateway.asMember("GET", "/v3/d0/os-quota-sets/d0/defaults").send();

        assertThat(answer.body()).isEqualTo("{\"quota_set\": {" + LIMITS + ", \"id\": \"d0\"}}");
        assertThat(gateway.reads.quotasAskedFor).containsExactly("class default");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/os-quota-sets/e0,volume_extension:quotas:show",
        "GET,/os-quota-sets/e0/defaults,volume_extension:quotas:show",
        "DELETE,/os-quota-sets/d0,volume_extension:quotas:delete",
        "GET,/os-quota-class-sets/default,volume_extension:quota_classes:get"
    })
    void othersMayNot(String method, String path, String rule) {
        RawResponse answer = gateway.asMember(method, "/v3/d0" + path).send();

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("Policy doesn't allow " + rule + " to be performed.");
        assertThat(gateway.commands.sent()).isEmpty();
    }

    @Test
    void anAdministratorSetsLimitsInTheirOrder() {
        RawResponse answer =
                gateway.asAdmin("PUT", "/v3/a0/os-quota-sets/d0")
                        .json(
                                "{\"quota_set\": {\"tenant_id\": \"d0\", \"snapshots_fast\": \"5\","
                                        + " \"volumes\": -1}}")
                        .send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"quota_set\": {"
                                + LIMITS.replace("\"volumes\": 10", "\"volumes\": -1")
                                        .replace("\"snapshots_fast\": -1", "\"snapshots_fast\": 5")
                                + "}}");
        ChangeQuotaLimits command = (ChangeQuotaLimits) gateway.commands.onlyCommand();
        assertThat(command.scope())
                .isEqualTo(QuotaScope.ofProject(QuotaCatalogue.BLOCK_STORAGE, "d0"));
        assertThat(command.id())
                .isEqualTo(QuotaSetId.of(QuotaScope.ofProject(QuotaCatalogue.BLOCK_STORAGE, "d0")));
        assertThat(command.limits())
                .containsExactly(
                        new QuotaLimit(QuotaResource.SNAPSHOTS, FAST, null, 5),
                        new QuotaLimit(QuotaResource.VOLUMES, null, null, -1));
    }

    @Test
    void aBodyWithoutLimitsChangesNothing() {
        RawResponse answer =
                gateway.asAdmin("PUT", "/v3/a0/os-quota-sets/d0")
                        .json("{\"quota_set\": {\"id\": \"d0\"}}")
                        .send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(gateway.commands.sent()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|'quota_set' is a required property",
                "{\"quota_set\": 1}|Invalid input for field/attribute quota_set. Value: 1. 1 is not"
                        + " of type 'object'",
                "{\"quota_set\": {}}|Invalid input for field/attribute quota_set. Value: {}. {}"
                        + " does not have enough properties",
                "{\"quota_set\": {\"volumes\": 1}, \"x\": 1}|Additional properties are not allowed"
                        + " ('x' was unexpected)",
                "{\"quota_set\": {\"b\": 1, \"volumes_slow\": 2, \"volumes\": 1}}|Invalid input"
                        + " received: Bad key(s) in quota set: b, volumes_slow",
                "{\"quota_set\": {\"b\": 1, \"volumes\": \"x\"}}|volumes must be an integer",
                "{\"quota_set\": {\"volumes\": null}}|volumes must be an integer",
                "{\"quota_set\": {\"volumes\": true}}|volumes must be an integer",
                "{\"quota_set\": {\"volumes\": 1.5}}|volumes must be an integer",
                "{\"quota_set\": {\"volumes\": []}}|volumes must be an integer",
                "{\"quota_set\": {\"volumes\": -2}}|volumes must be >= -1",
                "{\"quota_set\": {\"volumes\": 2147483648}}|volumes must be <= 2147483647"
            })
    void whatIsNoLimitIsRefused(String body, String message) {
        // Before the policy: a member is told so as well.
        RawResponse answer = gateway.asMember("PUT", "/v3/d0/os-quota-sets/d0").json(body).send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"message\": \"" + message + "\"");
        assertThat(gateway.commands.sent()).isEmpty();
    }

    @Test
    void aMemberSetsNoLimits() {
        RawResponse answer =
                gateway.asMember("PUT", "/v3/d0/os-quota-sets/d0")
                        .json("{\"quota_set\": {\"volumes\": 11}}")
                        .send();

        assertThat(answer.status()).isEqualTo(403);
        assertThat(gateway.commands.sent()).isEmpty();
    }

    @Test
    void noProjectHasSoLongAName() {
        RawResponse answer =
                gateway.asAdmin("PUT", "/v3/a0/os-quota-sets/" + "x".repeat(256))
                        .json("{\"quota_set\": {\"volumes\": 11}}")
                        .send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"quota_set_name has 256 characters, more than 255.\"");
    }

    @Test
    void noNameHasANul() {
        RawResponse answer =
                gateway.asAdmin("PUT", "/v3/a0/os-quota-sets/x%00")
                        .json("{\"quota_set\": {\"volumes\": 11}}")
                        .send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(gateway.commands.sent()).isEmpty();
    }

    @Test
    void limitsAreTakenAway() {
        RawResponse answer = gateway.asAdmin("DELETE", "/v3/a0/os-quota-sets/d0").send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        RemoveQuotaLimits command = (RemoveQuotaLimits) gateway.commands.onlyCommand();
        assertThat(command.scope())
                .isEqualTo(QuotaScope.ofProject(QuotaCatalogue.BLOCK_STORAGE, "d0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /os-quota-sets",
                "POST /os-quota-sets",
                "GET /os-quota-sets/new",
                "GET /os-quota-sets/d0/edit",
                "GET /os-quota-class-sets",
                "DELETE /os-quota-class-sets/default"
            })
    void whatUpstreamsRouterMakesBesidesIsNotFound(String request) {
        String[] parts = request.split(" ", 2);

        RawResponse answer = gateway.asAdmin(parts[0], "/v3/a0" + parts[1]).send();

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("\"itemNotFound\"");
    }

    @Test
    void aClassIsShownAndSet() {
        assertThat(gateway.asAdmin("GET", "/v3/a0/os-quota-class-sets/default").send().body())
                .isEqualTo("{\"quota_class_set\": {" + LIMITS + ", \"id\": \"default\"}}");

        RawResponse answer =
                gateway.asAdmin("PUT", "/v3/a0/os-quota-class-sets/default")
                        .json("{\"quota_class_set\": {\"groups\": 3, \"gigabytes\": \"7\"}}")
                        .send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .startsWith("{\"quota_class_set\": {\"volumes\": 10,")
                .contains("\"gigabytes\": 7,")
                .endsWith("\"groups\": 3}}");
        ChangeQuotaLimits command = (ChangeQuotaLimits) gateway.commands.onlyCommand();
        assertThat(command.scope())
                .isEqualTo(QuotaScope.defaultClass(QuotaCatalogue.BLOCK_STORAGE));
        assertThat(command.limits())
                .containsExactly(
                        new QuotaLimit(QuotaResource.GROUPS, null, null, 3),
                        new QuotaLimit(QuotaResource.GIGABYTES, null, null, 7));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"quota_class_set\": {\"groups\": 1}, \"type\": 1}|Additional properties are not"
                        + " allowed ('type' was unexpected)",
                "{\"quota_class_set\": {\"id\": 1}}|Invalid input received: Bad key(s) in quota"
                        + " class set: id",
                "{\"quota_class_set\": {\"groups\": \"-1\"}}|Invalid input for field/attribute"
                        + " groups. Value: -1. '-1' does not match '^[0-9]*$'",
                "{\"quota_class_set\": {\"groups\": \"\"}}|Invalid input for field/attribute"
                        + " groups. Value: . '' is too short",
                "{\"quota_class_set\": {\"groups\": -2}}|Invalid input for field/attribute groups."
                        + " Value: -2. -2 is less than the minimum of -1",
                "{\"quota_class_set\": {\"groups\": null}}|Invalid input for field/attribute"
                        + " groups. Value: None. None is not of type 'integer', 'string'"
            })
    void whatIsNoLimitOfAClassIsRefused(String body, String message) {
        RawResponse answer =
                gateway.asAdmin("PUT", "/v3/a0/os-quota-class-sets/default").json(body).send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"message\": \"" + message + "\"");
        assertThat(gateway.commands.sent()).isEmpty();
    }

    @Test
    void limitsAreThoseOfTheOwnProjectAndWhatItUses() {
        RawResponse answer = gateway.asMember("GET", "/v3/d0/limits?project_id=e0").send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"limits\": {\"rate\": [], \"absolute\": {\"maxTotalVolumes\": 10,"
                                + " \"maxTotalSnapshots\": 10, \"maxTotalVolumeGigabytes\": 1000,"
                                + " \"maxTotalBackups\": 10, \"maxTotalBackupGigabytes\": 1000,"
                                + " \"totalVolumesUsed\": 2, \"totalGigabytesUsed\": 7,"
                                + " \"totalSnapshotsUsed\": 1, \"totalBackupsUsed\": 0,"
                                + " \"totalBackupGigabytesUsed\": 0}}}");
        assertThat(gateway.reads.quotasAskedFor).containsExactly("project d0");
    }

    @Test
    void whoMayNotSeeWhatIsUsedSeesTheLimits() {
        RawResponse answer =
                gateway.request("GET", "/v3/d0/limits")
                        .header("X-Auth-Token", "demo:d0:nobody")
                        .send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .endsWith("\"maxTotalBackups\": 10, \"maxTotalBackupGigabytes\": 1000}}}");
    }

    @ParameterizedTest
    @CsvSource({"3.38,project_id,a0", "3.39,project_id,e0", "3.39,tenant_id,e0"})
    void anAdministratorAsksForAnotherProject(String version, String parameter, String asked) {
        gateway.request("GET", "/v3/a0/limits?" + parameter + "=e0")
                .header("X-Auth-Token", "root:a0:admin")
                .header("OpenStack-API-Version", "volume " + version)
                .send();

        assertThat(gateway.reads.quotasAskedFor).containsExactly("project " + asked);
    }

    static Stream<Arguments> whatIsTooMuch() {
        return Stream.of(
                Arguments.of(
                        new TooLarge(QuotaResource.PER_VOLUME_GIGABYTES, 3, 2),
                        "VolumeSizeExceedsLimit: Requested volume size 3G is larger than maximum"
                                + " allowed limit 2G."),
                Arguments.of(
                        new Exceeded(QuotaResource.GIGABYTES, "gigabytes", 1, 2, 3, 2),
                        "VolumeSizeExceedsAvailableQuota: Requested volume or snapshot exceeds"
                                + " allowed gigabytes quota. Requested 2G, quota is 3G and 2G has"
                                + " been consumed."),
                Arguments.of(
                        new Exceeded(QuotaResource.VOLUMES, "volumes_fast", 1, 1, 1, 1),
                        "VolumeLimitExceeded: Maximum number of volumes allowed (1) exceeded for"
                                + " quota 'volumes_fast'."),
                Arguments.of(
                        new Exceeded(QuotaResource.SNAPSHOTS, "snapshots", 1, 1, 1, 1),
                        "SnapshotLimitExceeded: Maximum number of snapshots allowed (1) exceeded"),
                Arguments.of(
                        new Exceeded(QuotaResource.GROUPS, "groups", 1, 1, 1, 1),
                        "GroupLimitExceeded: Maximum number of groups allowed (1) exceeded"));
    }

    @ParameterizedTest
    @MethodSource("whatIsTooMuch")
    void whatIsTooMuchIsAnsweredWith413WhateverItIs(QuotaRefused refused, String message) {
        gateway.reads.volumeTypes.add(Rows.defaultVolumeType());
        gateway.commands.failNext(new RefusedException(refused));

        RawResponse answer =
                gateway.asMember("POST", "/v3/d0/volumes")
                        .json("{\"volume\": {\"size\": 1}}")
                        .send();

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.header("retry-after")).isEqualTo("0");
        assertThat(answer.body())
                .isEqualTo(
                        "{\"overLimit\": {\"code\": 413, \"message\": \""
                                + message
                                + "\", \"retryAfter\": \"0\"}}");
    }

    @Test
    void aLimitBelowWhatIsUsedIsABadRequest() {
        gateway.commands.failNext(
                new RefusedException(
                        new LimitBelowUsage(QuotaResource.GIGABYTES, "gigabytes", 4, 2)));

        RawResponse answer =
                gateway.asAdmin("PUT", "/v3/a0/os-quota-sets/d0")
                        .json("{\"quota_set\": {\"gigabytes\": 2}}")
                        .send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body())
                .contains(
                        "Quota gigabytes limit must be equal or greater than existing resources."
                                + " Current usage is 4 and the requested limit is 2.");
    }

    @Test
    void anAdministratorSeesWhatTheComparisonWithTheEventsFound() {
        gateway.commands.answer(
                new QuotaCheck(
                        Instant.parse("2026-11-21T08:00:00Z"),
                        7,
                        List.of(
                                new Difference(
                                        QuotaCatalogue.BLOCK_STORAGE,
                                        "d0",
                                        null,
                                        QuotaAmounts.volume(2).plus(QuotaAmounts.group()),
                                        QuotaAmounts.group()),
                                new Difference(
                                        QuotaCatalogue.SHARED_FILE_SYSTEM,
                                        "d0",
                                        FAST.value(),
                                        QuotaAmounts.share(3),
                                        QuotaAmounts.replica(3).plus(QuotaAmounts.snapshot(1))))));

        RawResponse answer = gateway.asAdmin("GET", "/audit/v1/quota-check").send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"checked_at\": \"2026-11-21T08:00:00Z\", \"resources\": 7,"
                                + " \"differences\": [{\"catalogue\": \"block-storage\","
                                + " \"project_id\": \"d0\", \"volume_type_id\": null,"
                                + " \"share_type_id\": null, \"kept\": {\"volumes\": 1,"
                                + " \"volume_gigabytes\": 2, \"snapshots\": 0,"
                                + " \"snapshot_gigabytes\": 0, \"groups\": 1}, \"recounted\":"
                                + " {\"volumes\": 0, \"volume_gigabytes\": 0, \"snapshots\": 0,"
                                + " \"snapshot_gigabytes\": 0, \"groups\": 1}}, {\"catalogue\":"
                                + " \"shared-file-system\", \"project_id\": \"d0\","
                                + " \"volume_type_id\": null, \"share_type_id\": \""
                                + FAST
                                + "\", \"kept\": {\"shares\": 1, \"share_gigabytes\": 3,"
                                + " \"snapshots\": 0, \"snapshot_gigabytes\": 0,"
                                + " \"share_replicas\": 0, \"replica_gigabytes\": 0},"
                                + " \"recounted\": {\"shares\": 0, \"share_gigabytes\": 0,"
                                + " \"snapshots\": 1, \"snapshot_gigabytes\": 1,"
                                + " \"share_replicas\": 1, \"replica_gigabytes\": 3}}]}");
        assertThat(gateway.commands.onlyCommand()).isEqualTo(new ReportQuotaCheck());
    }

    @Test
    void beforeTheFirstComparisonThereIsNothingToSee() {
        RawResponse answer = gateway.asAdmin("GET", "/audit/v1/quota-check").send();

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("retry-after")).isEqualTo("1");
    }

    @Test
    void nobodyElseSeesIt() {
        RawResponse answer = gateway.asMember("GET", "/audit/v1/quota-check").send();

        assertThat(answer.status()).isEqualTo(403);
        assertThat(gateway.commands.sent()).isEmpty();
    }
}
