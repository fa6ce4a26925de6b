package io.snapledger.gateway.caller.keystone;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts Keystone behind the tokens where that is the strategy. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "snapledger.auth.strategy", havingValue = "keystone")
@EnableConfigurationProperties(KeystoneProperties.class)
class KeystoneConfiguration {

    private final Clock clock = Clock.systemUTC();

    @Bean
    KeystoneConnection keystoneConnection(KeystoneProperties properties, SslBundles bundles) {
        String bundle = properties.sslBundle();
        return new KeystoneConnection(
                properties, bundle == null ? null : bundles.getBundle(bundle).createSslContext());
    }

    @Bean
    KeystoneStanding keystoneStanding(KeystoneProperties properties) {
        return new KeystoneStanding(properties, clock);
    }

    @Bean
    KeystoneCalls keystoneCalls(KeystoneProperties properties, KeystoneStanding standing) {
        return new KeystoneCalls(properties, standing);
    }

    @Bean
    KeystoneTokens keystoneTokens(
            KeystoneProperties properties,
            KeystoneConnection connection,
            KeystoneCalls calls,
            MeterRegistry meters) {
        return new KeystoneTokens(
                properties,
                connection,
                new ServiceUser(connection, clock),
                calls,
                clock,
                Ticker.systemTicker(),
                meters);
    }

    @Bean
    KeystoneAuthentication keystoneAuthentication(
            KeystoneProperties properties, KeystoneTokens tokens) {
        return new KeystoneAuthentication(properties, tokens);
    }

    @Bean
    KeystoneHealthIndicator keystoneHealthIndicator(
            KeystoneTokens tokens, KeystoneStanding standing, KeystoneCalls calls) {
        return new KeystoneHealthIndicator(tokens, standing, calls, clock);
    }

    /**
     * Says at the start whether Keystone answers and takes the service user, and waits for it not.
     */
    @Bean
    ApplicationListener<ApplicationReadyEvent> keystoneGreeting(
            KeystoneProperties properties, KeystoneConnection connection, KeystoneTokens tokens) {
        return _ ->
                connection
                        .threads()
                        .execute(() -> {
                            try {
                                tokens.probe(properties.timeout());
                            } catch (KeystoneUnavailable logged) {
                                // It is in the standing, and asked again with the first token.
                            }
                        });
    }
}
