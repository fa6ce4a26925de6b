package io.snapledger.command.proof;

import io.snapledger.eventlog.proof.SigningKey;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The key that roots are signed with, if there is one. */
@Configuration(proxyBeanMethods = false)
class ProofConfiguration {

    private static final Logger log = LoggerFactory.getLogger(ProofConfiguration.class);

    /** A key that is named and cannot be used ends the start. */
    @Bean
    Signer signer(ProofProperties properties) {
        if (properties.keyFile() == null) {
            log.warn(
                    "Events are chained, but nothing is signed: snapledger.proof.key-file is not"
                            + " set");
            return new Signer(Optional.empty());
        }
        return new Signer(Optional.of(SigningKey.read(properties.keyFile())));
    }

    /** Who signs; nobody without a key. */
    record Signer(Optional<SigningKey> key) {}
}
