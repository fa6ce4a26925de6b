package io.snapledger.eventlog.proof;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;

/** The Ed25519 key that statements are signed with. */
public final class SigningKey {

    private static final String LABEL = "PRIVATE KEY";

    private final PrivateKey privateKey;
    private final PublicKey publicKey;

    private SigningKey(PrivateKey privateKey, PublicKey publicKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    /**
     * Reads a PEM file, such as {@code openssl genpkey -algorithm ed25519} writes.
     *
     * @throws UnusableKey if it is not there or holds something else
     */
    public static SigningKey read(Path file) {
        String pem;
        try {
            pem = Files.readString(file, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UnusableKey("The signing key " + file + " cannot be read: " + e, e);
        }
        try {
            return of(PublicKeys.pemContent(pem, LABEL));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw new UnusableKey(
                    file + " has no Ed25519 private key as PEM (PKCS #8, not encrypted)", e);
        }
    }

    private static SigningKey of(byte[] encoded) throws GeneralSecurityException {
        PrivateKey privateKey =
                KeyFactory.getInstance(PublicKeys.ALGORITHM)
                        .generatePrivate(new PKCS8EncodedKeySpec(encoded));
        if (!(privateKey instanceof EdECPrivateKey ed25519)) {
            throw new GeneralSecurityException("no Ed25519 key: " + privateKey.getAlgorithm());
        }
        byte[] seed =
                ed25519.getBytes().orElseThrow(() -> new GeneralSecurityException("no seed in it"));
        // The private key does not hold the public one, and the JDK has no other way to ask for it
        // than to make the pair from the same seed again.
        KeyPairGenerator pair = KeyPairGenerator.getInstance(PublicKeys.ALGORITHM);
        pair.initialize(NamedParameterSpec.ED25519, new Always(seed));
        SigningKey key = new SigningKey(privateKey, pair.generateKeyPair().getPublic());
        String trial = "trial";
        if (!PublicKeys.verifies(key.publicKey, trial, key.sign(trial))) {
            throw new GeneralSecurityException("its public key cannot be told");
        }
        return key;
    }

    /**
     * Makes a key in a file that only its owner may read, with its public key beside it; leaves a
     * file that is there alone.
     *
     * @param publicFile where everybody may read the public key
     */
    public static void createUnlessThere(Path file, Path publicFile) throws IOException {
        if (!Files.exists(file)) {
            try {
                KeyPairGenerator pairs = KeyPairGenerator.getInstance(PublicKeys.ALGORITHM);
                write(
                        file,
                        PublicKeys.pem(LABEL, pairs.generateKeyPair().getPrivate().getEncoded()));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("Ed25519 cannot be used", e);
            }
        }
        if (!Files.exists(publicFile)) {
            Files.writeString(publicFile, PublicKeys.pem(read(file).publicKey.getEncoded()));
        }
    }

    // Whole or not at all, and never readable to others: first under another name.
    private static void write(Path file, String pem) throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] onlyOwner =
                posix
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new FileAlreadyExistsException(file.toString());
        }
        Path making = Files.createTempFile(folder, "key", ".making", onlyOwner);
        try {
            Files.writeString(making, pem);
            Files.move(making, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(making);
        }
    }

    public PublicKey publicKey() {
        return publicKey;
    }

    /** Signs a statement; the same key and statement give the same signature. */
    public byte[] sign(String statement) {
        try {
            Signature signature = Signature.getInstance(PublicKeys.ALGORITHM);
            signature.initSign(privateKey);
            signature.update(statement.getBytes(StandardCharsets.UTF_8));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 cannot be used", e);
        }
    }

    /** Gives out nothing but one seed. */
    private static final class Always extends SecureRandom {

        private static final long serialVersionUID = 1L;

        private final byte[] seed;

        private Always(byte[] seed) {
            this.seed = seed.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }
}
