package io.snapledger.systemtests.client;

import java.util.List;
import java.util.UUID;

/** A user of one project with some roles there, known to the service by a token that says so. */
public record Caller(String userId, String projectId, List<String> roles) {

    public Caller {
        roles = List.copyOf(roles);
    }

    public static Caller of(String userId, String projectId, String... roles) {
        return new Caller(userId, projectId, List.of(roles));
    }

    /** A member of a project that nobody else uses. */
    public static Caller memberOfNewProject(String userId) {
        return of(userId, newProjectId(), "member", "reader");
    }

    /** An administrator in a project that nobody else uses. */
    public static Caller administrator() {
        return of("administrator", newProjectId(), "admin", "member", "reader");
    }

    /** The form of token that the service takes where it asks no identity service. */
    public String token() {
        return "%s:%s:%s".formatted(userId, projectId, String.join(",", roles));
    }

    private static String newProjectId() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
