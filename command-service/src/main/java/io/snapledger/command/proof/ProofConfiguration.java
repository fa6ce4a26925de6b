package io.snapledger.command.proof;

import io.snapledger.eventlog.proof.SigningKey;
import io.snapledger.eventlog.proof.UnusableKey;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The key that roots are signed with, if there is one. */
@Configuration(proxyBeanMethods = false)
class ProofConfiguration {

    private static final Logger log = LoggerFactory.getLogger(ProofConfiguration.class);

    private static final String KEY_FILE = "snapledger.proof.key-file";

    /** A key that is named and cannot be used ends the start. */
    @Bean
    Signer signer(ProofProperties properties) {
        if (properties.keyFile() == null) {
            log.warn("Events are chained, but nothing is signed: {} is not set", KEY_FILE);
            return new Signer(Optional.empty());
        }
        return new Signer(Optional.of(read(properties.keyFile())));
    }

    private static SigningKey read(Path file) {
        try {
            return SigningKey.read(file);
        } catch (UnusableKey e) {
            // Boot has words for this one, the name of the setting among them.
            throw new InvalidConfigurationPropertyValueException(
                    KEY_FILE,
                    file,
                    e.getMessage()
                            + ". `openssl genpkey -algorithm ed25519 -out FILE` makes one; where"
                            + " nothing is to be signed, leave the setting out");
        }
    }

    /** Who signs; nobody without a key. */
    record Signer(Optional<SigningKey> key) {}
}
