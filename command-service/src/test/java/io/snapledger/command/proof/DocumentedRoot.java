package io.snapledger.command.proof;

import io.snapledger.eventlog.proof.Hash;
import io.snapledger.eventlog.proof.Leaf;
import io.snapledger.eventlog.proof.PublicKeys;
import io.snapledger.eventlog.proof.RootStatement;
import io.snapledger.eventlog.proof.SignedRoot;
import io.snapledger.eventlog.proof.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A root as it is published, the same at every run, for those who describe it. */
public final class DocumentedRoot {

    /** What its value is written from. */
    public static final Class<?> TYPE = PublishedRoot.class;

    // RFC 8410, 10.3: everybody has it, so it is nobody's.
    private static final String KEY =
            """
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
            -----END PRIVATE KEY-----
            """;

    private DocumentedRoot() {}

    /** One as it is sent. */
    public static ProducerRecord<String, byte[]> message(String topic) {
        SigningKey key = key();
        RootStatement statement =
                new RootStatement(
                        17,
                        hash("statement 16"),
                        15_923,
                        16_927,
                        1_000,
                        hash("entries"),
                        Instant.parse("2026-11-21T18:15:25.678901Z"),
                        PublicKeys.id(key.publicKey()));
        return PublishedRoot.of(SignedRoot.sign(statement, key, List.<Leaf>of())).message(topic);
    }

    private static Hash hash(String text) {
        return Hash.sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    private static SigningKey key() {
        try {
            Path file = Files.createTempFile("documented", ".pem");
            try {
                return SigningKey.read(Files.writeString(file, KEY));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
