package io.snapledger.command.proof;

import io.snapledger.command.restore.RootMessages;
import io.snapledger.eventlog.proof.Hash;
import io.snapledger.eventlog.proof.PublicKeys;
import io.snapledger.eventlog.proof.RootStatement;
import io.snapledger.eventlog.proof.SignedRoot;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Roots are signed by the key in use, or by one that roots in the log were signed with. */
@Component
class SignedRootMessages implements RootMessages {

    private static final String HAS_SIGNED =
            "select exists (select from event_log.root where sha256(public_key) = :key)";

    private final ProofProperties properties;
    private final ProofConfiguration.Signer signer;
    private final JdbcClient jdbc;

    SignedRootMessages(
            ProofProperties properties, ProofConfiguration.Signer signer, JdbcClient jdbc) {
        this.properties = properties;
        this.signer = signer;
        this.jdbc = jdbc;
    }

    @Override
    public String topic() {
        return properties.topic();
    }

    @Override
    public Optional<RootStatement> statement(byte[] message) {
        return PublishedRoot.read(message)
                .flatMap(SignedRoot::verified)
                .filter(says -> isInUse(says.key()) || hasSigned(says.key()));
    }

    private boolean isInUse(Hash key) {
        return signer.key().filter(own -> PublicKeys.id(own.publicKey()).equals(key)).isPresent();
    }

    private boolean hasSigned(Hash key) {
        return jdbc.sql(HAS_SIGNED).param("key", key.bytes()).query(Boolean.class).single();
    }
}
