package io.snapledger.gateway.caller;

import io.snapledger.contract.origin.Actor;
import io.snapledger.contract.origin.Cause;
import io.snapledger.contract.origin.Origin;
import io.snapledger.gateway.fault.Fault;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who sent a request.
 *
 * @param projectId the project of the token, null for a token without one
 * @param roles role names, lower case
 * @param admin whether upstream's {@code context_is_admin} holds: one of the roles is {@code admin}
 * @param address the network address the request came from
 * @param requestId {@code req-<uuid>}, made by the edge
 * @param globalRequestId the caller's own {@code X-Openstack-Request-Id}, null if none was sent
 * @param scope what the token is for, beside its project
 */
public record Caller(
        String userId,
        @Nullable String projectId,
        List<String> roles,
        boolean admin,
        @Nullable String address,
        String requestId,
        @Nullable String globalRequestId,
        TokenScope scope) {

    public Caller {
        Set<String> lowerCase = new LinkedHashSet<>();
        for (String role : roles) {
            lowerCase.add(role.toLowerCase(Locale.ROOT));
        }
        roles = List.copyOf(lowerCase);
    }

    /** One whose token is for its project and nothing else. */
    public Caller(
            String userId,
            @Nullable String projectId,
            List<String> roles,
            boolean admin,
            @Nullable String address,
            String requestId,
            @Nullable String globalRequestId) {
        this(
                userId,
                projectId,
                roles,
                admin,
                address,
                requestId,
                globalRequestId,
                TokenScope.PROJECT);
    }

    /** The same, an administrator or not. */
    public Caller withAdmin(boolean isAdmin) {
        return isAdmin == admin
                ? this
                : new Caller(
                        userId,
                        projectId,
                        roles,
                        isAdmin,
                        address,
                        requestId,
                        globalRequestId,
                        scope);
    }

    /** What commands sent for this caller carry along. */
    public Origin origin(Cause cause) {
        return new Origin(
                cause, new Actor(userId, projectId, roles, address), requestId, globalRequestId);
    }

    /** Whose rows this caller may find by id: null for everybody's. */
    public @Nullable String visibleProject() {
        // A token without a project must find no row, and no project has the empty id.
        return admin ? null : ownProject();
    }

    /** Whether this caller may find what belongs to that project. */
    public boolean sees(String project) {
        return admin || ownProject().equals(project);
    }

    /** The project of the token; empty, which no project is called, where there is none. */
    public String ownProject() {
        return projectId == null ? "" : projectId;
    }

    /**
     * The project that what this caller makes belongs to.
     *
     * @throws Fault if the token is for none
     */
    public String owningProject() {
        if (projectId == null) {
            throw Fault.badRequest("A token for a project is needed to create this.");
        }
        return projectId;
    }
}
