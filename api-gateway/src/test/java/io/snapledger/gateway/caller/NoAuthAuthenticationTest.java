package io.snapledger.gateway.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapledger.contract.origin.Actor;
import io.snapledger.contract.origin.Cause;
import io.snapledger.contract.origin.Origin;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class NoAuthAuthenticationTest {

    private static final String REQUEST_ID = "req-00000000-0000-4000-8000-000000000001";

    private final NoAuthAuthentication authentication = new NoAuthAuthentication();

    @Test
    void aUserAndProjectAreAnAdministrator() {
        Caller caller = authenticate("alice:p1");

        assertThat(caller.userId()).isEqualTo("alice");
        assertThat(caller.projectId()).isEqualTo("p1");
        assertThat(caller.roles()).containsExactly("admin", "member", "reader");
        assertThat(caller.admin()).isTrue();
        assertThat(caller.visibleProject()).isNull();
    }

    @Test
    void namedRolesAreTheOnlyOnes() {
        Caller caller = authenticate("bob:p2:Member, READER,");

        assertThat(caller.roles()).containsExactly("member", "reader");
        assertThat(caller.admin()).isFalse();
        assertThat(caller.visibleProject()).isEqualTo("p2");
    }

    @Test
    void theRoleAdminInAnyCaseMakesAnAdministrator() {
        assertThat(authenticate("carol:p3:Admin").admin()).isTrue();
    }

    @Test
    void anEmptyListOfRolesIsNoRole() {
        Caller caller = authenticate("dave:p4:");

        assertThat(caller.roles()).isEmpty();
        assertThat(caller.admin()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "alice", ":p1", "alice:", ":", "alice:p1:admin:more"})
    void anyOtherTokenIsRefused(String token) {
        assertThatThrownBy(() -> authenticate(token)).isInstanceOf(Unauthorized.class);
    }

    @Test
    void aRequestWithoutTokenIsRefused() {
        MockHttpServletRequest request = new MockHttpServletRequest();

        assertThatThrownBy(() -> authentication.authenticate(request, REQUEST_ID))
                .isInstanceOf(Unauthorized.class)
                .satisfies(refusal -> assertThat(refusal.getStackTrace()).isEmpty());
    }

    @Test
    void identityHeadersOfTheClientAreNotRead() {
        MockHttpServletRequest request = request("bob:p2:reader");
        request.addHeader("X-User-Id", "mallory");
        request.addHeader("X-Project-Id", "p9");
        request.addHeader("X-Roles", "admin");
        request.addHeader("X-Identity-Status", "Confirmed");

        Caller caller = authentication.authenticate(request, REQUEST_ID);

        assertThat(caller.userId()).isEqualTo("bob");
        assertThat(caller.projectId()).isEqualTo("p2");
        assertThat(caller.admin()).isFalse();
    }

    @Test
    void theOriginOfItsCommandsNamesTheCaller() {
        MockHttpServletRequest request = request("bob:p2:reader");
        request.setRemoteAddr("192.0.2.7");
        String globalId = "req-11111111-2222-4333-8444-555555555555";
        request.addHeader("X-Openstack-Request-Id", globalId);

        Caller caller = authentication.authenticate(request, REQUEST_ID);

        assertThat(caller.origin(Cause.REQUEST))
                .isEqualTo(
                        new Origin(
                                Cause.REQUEST,
                                new Actor("bob", "p2", List.of("reader"), "192.0.2.7"),
                                REQUEST_ID,
                                globalId));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "req-1", "req-11111111-2222-4333-8444-555555555555\n"})
    void aMalformedGlobalRequestIdIsDropped(String id) {
        MockHttpServletRequest request = request("bob:p2");
        request.addHeader("X-Openstack-Request-Id", id);

        assertThat(authentication.authenticate(request, REQUEST_ID).globalRequestId()).isNull();
    }

    @Test
    void aCallerWithoutProjectSeesNoProjectsRowsUnlessAdministrator() {
        Caller reader = new Caller("u", null, List.of("reader"), false, null, REQUEST_ID, null);
        Caller admin = new Caller("u", null, List.of("admin"), true, null, REQUEST_ID, null);

        assertThat(reader.visibleProject()).isEmpty();
        assertThat(admin.visibleProject()).isNull();
    }

    @Test
    void idsThatNoTableHoldsAreRefused() {
        assertThat(authenticate("u".repeat(255) + ':' + "p".repeat(255)).admin()).isTrue();
        for (String token :
                List.of(
                        "u".repeat(256) + ":p",
                        "u:" + "p".repeat(256),
                        "u:p:" + "r,".repeat(600))) {
            assertThatThrownBy(() -> authenticate(token)).isInstanceOf(Unauthorized.class);
        }
    }

    private Caller authenticate(String token) {
        return authentication.authenticate(request(token), REQUEST_ID);
    }

    private static MockHttpServletRequest request(String token) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader("X-Auth-Token", token);
        return request;
    }
}
