package io.snapledger.eventlog.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeyTest {

    @TempDir private Path folder;

    // RFC 8410, 7: the same key as private and as public one.
    private static final String PRIVATE =
            """
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
            -----END PRIVATE KEY-----
            """;
    private static final String PUBLIC =
            """
            -----BEGIN PUBLIC KEY-----
            MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
            -----END PUBLIC KEY-----
            """;

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    @Test
    void thePublicKeyIsToldFromThePrivateOne() throws IOException {
        SigningKey key = SigningKey.read(file("private.pem", PRIVATE));
        PublicKey publicKey = PublicKeys.read(file("public.pem", PUBLIC));

        assertThat(key.publicKey()).isEqualTo(publicKey);
        assertThat(PublicKeys.pem(publicKey.getEncoded())).isEqualTo(PUBLIC);
        assertThat(PublicKeys.verifies(publicKey, "a", key.sign("a"))).isTrue();
        assertThat(PublicKeys.verifies(publicKey, "b", key.sign("a"))).isFalse();
        assertThat(PublicKeys.verifies(publicKey, "a", new byte[3])).isFalse();
    }

    @Test
    void aKeyThatIsMadeIsItsOwnersAloneAndStays() throws IOException {
        Path made = folder.resolve("made.pem");
        Path publicKey = folder.resolve("made.public.pem");

        SigningKey.createUnlessThere(made, publicKey);

        String first = Files.readString(made);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                .isEqualTo("rw-------");
        assertThat(SigningKey.read(made).publicKey()).isEqualTo(PublicKeys.read(publicKey));
        SigningKey.createUnlessThere(made, publicKey);
        assertThat(Files.readString(made)).isEqualTo(first);
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"})
    void whatIsNoKeyIsSaidToBeNone(String content) throws IOException {
        Path file = file("none.pem", content);

        assertThatThrownBy(() -> SigningKey.read(file))
                .isInstanceOf(UnusableKey.class)
                .hasMessageContaining("no Ed25519 private key");
        assertThatThrownBy(() -> PublicKeys.read(file))
                .isInstanceOf(UnusableKey.class)
                .hasMessageContaining("no Ed25519 public key");
        assertThatThrownBy(() -> SigningKey.read(folder.resolve("nowhere.pem")))
                .isInstanceOf(UnusableKey.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void aStatementIsReadOnlyAsItIsWritten() {
        RootStatement statement =
                new RootStatement(
                        2,
                        Hash.NONE,
                        10,
                        25,
                        15,
                        Hash.sha256(new byte[] {1}),
                        Instant.parse("2026-01-31T12:00:00.120Z"),
                        Hash.sha256(new byte[] {2}));
        String text = statement.text();

        assertThat(RootStatement.of(text)).isEqualTo(statement);
        assertThat(text)
                .startsWith("snapledger root 1\nnumber: 2\n")
                .contains("made: 2026-01-31T12:00:00.120000Z\n");
        for (String other :
                new String[] {
                    text + "\n",
                    text.strip(),
                    text.replace("number: 2", "number: 02"),
                    text.replace("12:00:00", "24:00:00"),
                    text.replace("\n", "\r\n"),
                    ""
                }) {
            assertThatThrownBy(() -> RootStatement.of(other))
                    .as(other)
                    .isInstanceOfAny(
                            IllegalArgumentException.class, java.time.DateTimeException.class);
        }
    }

    @Test
    void bytesAreHexadecimalDigits() {
        Hash hash = Hash.sha256("abc".getBytes(java.nio.charset.StandardCharsets.US_ASCII));

        // FIPS 180-4's own example.
        assertThat(hash.hex())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(Hash.ofHex(hash.hex())).isEqualTo(hash);
        assertThat(HexFormat.of().formatHex(hash.bytes())).isEqualTo(hash.hex());
        assertThat(Base64.getEncoder().encodeToString(Hash.NONE.bytes())).hasSize(44);
        assertThatThrownBy(() -> Hash.of(new byte[31]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
