package io.snapledger.gateway.caller;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * Believes what the token says: {@code user:project} is an administrator, as in
 * cinder/api/middleware/auth.py (NoAuthMiddlewareBase), and {@code user:project:role,role} has
 * exactly those roles.
 */
@Component
@ConditionalOnProperty(
        name = "snapledger.auth.strategy",
        havingValue = "noauth",
        matchIfMissing = true)
public final class NoAuthAuthentication implements TokenAuthentication {

    static final String TOKEN = "X-Auth-Token";

    /** Users and projects have ids of up to 255 characters in Cinder; some roles besides. */
    private static final int LONGEST = 1024;

    private static final int LONGEST_ID = 255;

    /** What Keystone's role inference gives an administrator. */
    private static final List<String> ADMINISTRATOR = List.of("admin", "member", "reader");

    @Override
    public Caller authenticate(HttpServletRequest request, String requestId) {
        String token = request.getHeader(TOKEN);
        if (token == null || token.isBlank()) {
            throw new Unauthorized("no token");
        }
        String[] parts = token.strip().split(":", -1);
        if (parts.length < 2 || parts.length > 3 || !isId(parts[0]) || !isId(parts[1])) {
            throw new Unauthorized("the token is not user:project or user:project:roles");
        }
        if (token.length() > LONGEST) {
            throw new Unauthorized("the token is too long");
        }
        List<String> roles = parts.length == 2 ? ADMINISTRATOR : roles(parts[2]);
        return new Caller(
                parts[0],
                parts[1],
                roles,
                roles.contains("admin"),
                request.getRemoteAddr(),
                requestId,
                GlobalRequestId.of(request));
    }

    private static boolean isId(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_ID
                && text.chars().noneMatch(Character::isISOControl);
    }

    private static List<String> roles(String text) {
        return Stream.of(text.split(",", -1))
                .map(role -> role.strip().toLowerCase(Locale.ROOT))
                .filter(role -> !role.isEmpty())
                .toList();
    }
}
