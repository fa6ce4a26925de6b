package io.snapledger.gateway.caller.keystone;

import io.snapledger.gateway.caller.TokenScope;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What Keystone says of a token.
 *
 * @param projectId null for a token without a project
 * @param roles names, lower case
 * @param accessRules what it may be used for; null: for everything
 */
record KeystoneToken(
        String userId,
        @Nullable String projectId,
        List<String> roles,
        TokenScope scope,
        Instant expiresAt,
        @Nullable List<AccessRule> accessRules) {

    KeystoneToken {
        roles = List.copyOf(roles);
        accessRules = accessRules == null ? null : List.copyOf(accessRules);
    }

    /** Reads the answer to a validation; empty if it is none. */
    static Optional<KeystoneToken> read(JsonNode body) {
        JsonNode token = body.path("token");
        String userId = text(token.path("user").path("id"));
        Instant expiresAt = expiry(body).orElse(null);
        if (userId == null || expiresAt == null) {
            return Optional.empty();
        }
        List<String> roles = new ArrayList<>();
        for (JsonNode role : token.path("roles")) {
            String name = text(role.path("name"));
            if (name != null) {
                roles.add(name.toLowerCase(Locale.ROOT));
            }
        }
        return Optional.of(
                new KeystoneToken(
                        userId,
                        text(token.path("project").path("id")),
                        roles,
                        new TokenScope(
                                text(token.path("domain").path("id")),
                                token.path("system").path("all").asBoolean(false),
                                // keystoneauth1/access/access.py: nothing said means yes.
                                token.path("is_admin_project").asBoolean(true)),
                        expiresAt,
                        accessRules(token.path("application_credential"))));
    }

    /** When the token of an answer ends. */
    static Optional<Instant> expiry(JsonNode body) {
        String expiresAt = text(body.path("token").path("expires_at"));
        try {
            return expiresAt == null
                    ? Optional.empty()
                    : Optional.of(OffsetDateTime.parse(expiresAt).toInstant());
        } catch (DateTimeParseException notATime) {
            return Optional.empty();
        }
    }

    private static @Nullable List<AccessRule> accessRules(JsonNode credential) {
        JsonNode rules = credential.path("access_rules");
        // keystonemiddleware: an empty list allows nothing, none at all allows everything.
        if (rules.isMissingNode() || rules.isNull()) {
            return null;
        }
        List<AccessRule> read = new ArrayList<>();
        for (JsonNode rule : rules) {
            read.add(
                    new AccessRule(
                            rule.path("service").asString(""),
                            rule.path("method").asString(""),
                            rule.path("path").asString("")));
        }
        return read;
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() && !node.stringValue().isEmpty() ? node.stringValue() : null;
    }

    boolean hasOneOf(List<String> names) {
        return names.stream().anyMatch(name -> roles.contains(name.toLowerCase(Locale.ROOT)));
    }
}
