package io.snapledger.gateway.caller.keystone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.caller.TokenScope;
import io.snapledger.gateway.caller.Unauthorized;
import io.snapledger.gateway.fault.Fault;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who a request's tokens make its caller; the bodies are a real Keystone's. */
class KeystoneAuthenticationTest {

    private static final String DEMO = "e477e499f3f94757ace1e47b9452a5f8";
    private static final String DEMO_PROJECT = "9afe0d7129704cf2afe6096c53a221e7";
    private static final String ADMIN = "c985ab23ed134fa4859c90b34bc292b9";

    private final RecordedKeystone keystone =
            new RecordedKeystone(MovableClock.BEGIN.plus(Duration.ofHours(24)));
    private final KeystoneUnderTest gateway = new KeystoneUnderTest(keystone.url());

    @AfterEach
    void close() {
        gateway.close();
        keystone.close();
    }

    @ParameterizedTest
    @CsvSource({
        "project, " + DEMO + ", " + DEMO_PROJECT + ", reader member",
        "admin, " + ADMIN + ", 90e458dc66a446edab8a172ceec1d543, admin reader member",
        "domain, " + ADMIN + ", , admin reader member",
        "system, " + ADMIN + ", , admin member reader",
        "unscoped, " + DEMO + ", , ''",
        "trust, " + DEMO + ", " + DEMO_PROJECT + ", reader member",
        "app-credential, " + DEMO + ", " + DEMO_PROJECT + ", member reader",
        "not-admin-project, " + DEMO + ", " + DEMO_PROJECT + ", reader member",
    })
    void everyKindOfTokenNamesItsUserProjectAndRoles(
            String kind, String user, @Nullable String project, String roles) {
        keystone.knows("some-token", kind);

        Caller caller = gateway.authenticate("some-token");

        assertThat(caller.userId()).isEqualTo(user);
        assertThat(caller.projectId()).isEqualTo(project);
        assertThat(String.join(" ", caller.roles())).isEqualTo(roles);
        assertThat(caller.admin()).isEqualTo(roles.contains("admin"));
        assertThat(caller.requestId()).isEqualTo(KeystoneUnderTest.REQUEST_ID);
    }

    @Test
    void whatATokenIsForBesideItsProjectIsKept() {
        keystone.knows("t-project", "project")
                .knows("t-domain", "domain")
                .knows("t-system", "system")
                .knows("t-not-admin", "not-admin-project");

        assertThat(gateway.authenticate("t-project").scope()).isEqualTo(TokenScope.PROJECT);
        assertThat(gateway.authenticate("t-domain").scope())
                .isEqualTo(new TokenScope("default", false, true));
        assertThat(gateway.authenticate("t-system").scope())
                .isEqualTo(new TokenScope(null, true, true));
        assertThat(gateway.authenticate("t-not-admin").scope())
                .isEqualTo(new TokenScope(null, false, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "two words",
                "tab\there",
                "ümlaut",
                "nul\0",
                "line\nbreak",
                "a, b"
            })
    void whatCannotBeATokenIsRefusedWithoutAskingKeystone(String token) {
        assertThatThrownBy(() -> gateway.authenticate(token)).isInstanceOf(Unauthorized.class);
        assertThatThrownBy(() -> gateway.authenticate("x".repeat(2049)))
                .isInstanceOf(Unauthorized.class);
        assertThatThrownBy(() -> gateway.authenticate(_ -> {})).isInstanceOf(Unauthorized.class);

        assertThat(keystone.validations()).isEmpty();
        assertThat(keystone.logins()).isZero();
    }

    @Test
    void blanksAroundATokenAreNotPartOfIt() {
        keystone.knows("good", "project");

        assertThat(gateway.authenticate("  good ").userId()).isEqualTo(DEMO);
    }

    @Test
    void twoTokensAreNone() {
        keystone.knows("good", "project");

        assertThatThrownBy(() ->
                        gateway.authenticate(request -> {
                            request.addHeader("X-Auth-Token", "good");
                            request.addHeader("X-Auth-Token", "good");
                        }))
                .isInstanceOf(Unauthorized.class);
    }

    @Test
    void theOlderHeaderCountsWhereTheUsualOneIsMissing() {
        keystone.knows("good", "project");

        assertThat(gateway.authenticate(r -> r.addHeader("X-Storage-Token", "good")).userId())
                .isEqualTo(DEMO);
        assertThatThrownBy(() ->
                        gateway.authenticate(request -> {
                            request.addHeader("X-Storage-Token", "good");
                            request.addHeader("X-Auth-Token", "unknown");
                        }))
                .isInstanceOf(Unauthorized.class);
    }

    @Test
    void identityHeadersOfTheClientAreNotRead() {
        keystone.knows("good", "project");

        Caller caller =
                gateway.authenticate(request -> {
                    request.addHeader("X-Auth-Token", "good");
                    for (String name :
                            List.of(
                                    "X-Roles",
                                    "X-Role",
                                    "X-Service-Roles",
                                    "X-User-Id",
                                    "X-User")) {
                        request.addHeader(name, "admin");
                    }
                    for (String name : List.of("X-Project-Id", "X-Tenant-Id", "X-Domain-Id")) {
                        request.addHeader(name, "90e458dc66a446edab8a172ceec1d543");
                    }
                    request.addHeader("X-Identity-Status", "Confirmed");
                    request.addHeader("X-Is-Admin-Project", "True");
                    request.addHeader("OpenStack-System-Scope", "all");
                });

        assertThat(caller.userId()).isEqualTo(DEMO);
        assertThat(caller.projectId()).isEqualTo(DEMO_PROJECT);
        assertThat(caller.roles()).containsExactly("reader", "member");
        assertThat(caller.admin()).isFalse();
        assertThat(caller.scope()).isEqualTo(TokenScope.PROJECT);
    }

    @Test
    void identityHeadersAloneAreNobody() {
        assertThatThrownBy(() ->
                        gateway.authenticate(request -> {
                            request.addHeader("X-Identity-Status", "Confirmed");
                            request.addHeader("X-User-Id", ADMIN);
                            request.addHeader("X-Roles", "admin");
                        }))
                .isInstanceOf(Unauthorized.class);
    }

    /** As recorded of a real cinder-api before a real Keystone. */
    @ParameterizedTest
    @CsvSource({
        "project, service, true",
        "project, unknown, false",
        "project, expired, false",
        "project, '', true",
        "project, project, true",
        "expired, service, true",
        "expired, project, false",
        "expired, '', false",
        "unknown, service, false",
        "'', service, false",
    })
    void aServicesTokenIsValidatedAndLetsTheUsersHaveExpired(
            String user, String service, boolean accepted) {
        for (String kind : List.of("project", "service")) {
            keystone.knows("t-" + kind, kind);
        }
        keystone.knows("t-expired", "expired", MovableClock.BEGIN.minusSeconds(60));

        if (accepted) {
            assertThat(authenticate(user, service).userId()).isEqualTo(DEMO);
        } else {
            assertThatThrownBy(() -> authenticate(user, service)).isInstanceOf(Unauthorized.class);
        }
    }

    private Caller authenticate(String user, String service) {
        return gateway.authenticate(request -> {
            request.addHeader("X-Auth-Token", user.isEmpty() ? "" : "t-" + user);
            request.addHeader("X-Service-Token", service.isEmpty() ? "" : "t-" + service);
        });
    }

    @Test
    void anExpiredTokenThatAServiceMayUseIsNotRememberedForItsOwner() {
        keystone.knows("t-service", "service")
                .knows("t-expired", "expired", MovableClock.BEGIN.minusSeconds(60));

        assertThat(authenticate("expired", "service").userId()).isEqualTo(DEMO);
        assertThatThrownBy(() -> gateway.authenticate("t-expired"))
                .isInstanceOf(Unauthorized.class);
        assertThat(authenticate("expired", "service").userId()).isEqualTo(DEMO);
    }

    @Test
    void aServicesRoleCanBeRequired() {
        keystone.knows("t-project", "project").knows("t-service", "service");
        try (KeystoneUnderTest strict =
                new KeystoneUnderTest(keystone.url(), "service-tokens.required", "true")) {
            assertThatThrownBy(() ->
                            strict.authenticate(request -> {
                                request.addHeader("X-Auth-Token", "t-project");
                                request.addHeader("X-Service-Token", "t-project");
                            }))
                    .isInstanceOf(Unauthorized.class);
            assertThat(
                            strict.authenticate(
                                            request -> {
                                                request.addHeader("X-Auth-Token", "t-project");
                                                request.addHeader("X-Service-Token", "t-service");
                                            })
                                    .userId())
                    .isEqualTo(DEMO);
        }
    }

    @Test
    void rolesOfServicesAreComparedWithoutCase() {
        keystone.knows("t-project", "project").knows("t-expired", "expired");
        keystone.knows("t-expired", "expired", MovableClock.BEGIN.minusSeconds(60));
        try (KeystoneUnderTest other =
                new KeystoneUnderTest(keystone.url(), "service-tokens.roles", "MEMBER,other")) {
            assertThat(
                            other.authenticate(
                                            request -> {
                                                request.addHeader("X-Auth-Token", "t-expired");
                                                request.addHeader("X-Service-Token", "t-project");
                                            })
                                    .userId())
                    .isEqualTo(DEMO);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v3/abc/group_snapshots, true",
        "GET, /v3/group_snapshots, true",
        "POST, /v3/abc/group_snapshots, false",
        "GET, /audit/v1/status-changes, false",
        "GET, /v3%2fgroup_snapshots, true",
    })
    void anApplicationCredentialIsForWhatItsAccessRulesSay(
            String method, String path, boolean allowed) {
        keystone.knows("good", "app-credential-access-rules");
        keystone.knows("t-service", "service");

        if (allowed) {
            assertThat(asked(method, path, null).userId()).isEqualTo(DEMO);
        } else {
            assertThatThrownBy(() -> asked(method, path, null)).isInstanceOf(Unauthorized.class);
        }
        // A service that works for the user asks other things than the user did.
        assertThat(asked(method, path, "t-service").userId()).isEqualTo(DEMO);
    }

    private Caller asked(String method, String path, @Nullable String serviceToken) {
        return gateway.authenticate(request -> {
            request.setMethod(method);
            request.setRequestURI(path);
            request.addHeader("X-Auth-Token", "good");
            if (serviceToken != null) {
                request.addHeader("X-Service-Token", serviceToken);
            }
        });
    }

    @Test
    void accessRulesForAnotherServiceAllowNothingHere() {
        keystone.knows("good", "app-credential-access-rules");
        try (KeystoneUnderTest other =
                new KeystoneUnderTest(keystone.url(), "service-types", "compute")) {
            assertThatThrownBy(() -> other.authenticate("good")).isInstanceOf(Unauthorized.class);
        }
    }

    @Test
    void theRequestIdOfTheClientIsKept() {
        keystone.knows("good", "project");
        String globalId = "req-11111111-2222-4333-8444-555555555555";

        Caller caller =
                gateway.authenticate(request -> {
                    request.addHeader("X-Auth-Token", "good");
                    request.addHeader("X-Openstack-Request-Id", globalId);
                    request.setRemoteAddr("192.0.2.7");
                });

        assertThat(caller.globalRequestId()).isEqualTo(globalId);
        assertThat(caller.address()).isEqualTo("192.0.2.7");
    }

    @Test
    void aCallerWithoutProjectOwnsNothing() {
        keystone.knows("t-system", "system");
        Caller caller = gateway.authenticate("t-system");

        assertThatThrownBy(caller::owningProject)
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.status()).isEqualTo(400));
        assertThat(caller.visibleProject()).isNull();
    }
}
