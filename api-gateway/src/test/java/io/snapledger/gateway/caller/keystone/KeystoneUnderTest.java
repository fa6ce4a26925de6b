package io.snapledger.gateway.caller.keystone;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.snapledger.gateway.caller.Caller;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.mock.web.MockHttpServletRequest;

/** What asks Keystone, put together as the gateway does, in a time of its own. */
final class KeystoneUnderTest implements AutoCloseable {

    static final String REQUEST_ID = "req-00000000-0000-4000-8000-000000000001";

    final MovableClock clock = new MovableClock();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final KeystoneStanding standing;
    final KeystoneCalls calls;
    final KeystoneTokens tokens;
    final KeystoneHealthIndicator health;

    private final KeystoneConnection connection;
    private final KeystoneAuthentication authentication;

    /**
     * Puts it together.
     *
     * @param settings name below {@code snapledger.auth.keystone}, value
     */
    KeystoneUnderTest(URI authUrl, String... settings) {
        KeystoneProperties properties = properties(authUrl, settings);
        connection = new KeystoneConnection(properties, null);
        standing = new KeystoneStanding(properties, clock);
        calls = new KeystoneCalls(properties, standing);
        tokens =
                new KeystoneTokens(
                        properties,
                        connection,
                        new ServiceUser(connection, clock),
                        calls,
                        clock,
                        clock,
                        meters);
        health = new KeystoneHealthIndicator(tokens, standing, calls, clock);
        authentication = new KeystoneAuthentication(properties, tokens);
    }

    static KeystoneProperties properties(URI authUrl, String... settings) {
        Map<String, String> all = new HashMap<>();
        all.put("auth-url", authUrl.toString());
        all.put("username", RecordedKeystone.USER);
        all.put("password", RecordedKeystone.PASSWORD);
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        if (all.containsKey("password-file")) {
            all.remove("password");
        }
        Map<String, String> named = new HashMap<>();
        all.forEach((name, value) -> named.put("snapledger.auth.keystone." + name, value));
        return new Binder(new MapConfigurationPropertySource(named))
                .bind("snapledger.auth.keystone", KeystoneProperties.class)
                .get();
    }

    Caller authenticate(String token) {
        return authenticate(request -> request.addHeader("X-Auth-Token", token));
    }

    Caller authenticate(Consumer<MockHttpServletRequest> sent) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/v3/group_snapshots");
        sent.accept(request);
        return authentication.authenticate(request, REQUEST_ID);
    }

    @Override
    public void close() {
        connection.close();
    }
}
