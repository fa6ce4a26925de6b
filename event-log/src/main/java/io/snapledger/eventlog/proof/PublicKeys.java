package io.snapledger.eventlog.proof;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Ed25519 keys with which signatures are checked, as RFC 8410 writes them. */
public final class PublicKeys {

    static final String ALGORITHM = "Ed25519";

    private static final String LABEL = "PUBLIC KEY";

    private PublicKeys() {}

    /**
     * Reads a PEM file, such as {@code openssl pkey -pubout} writes.
     *
     * @throws UnusableKey if it is not there or holds something else
     */
    public static PublicKey read(Path file) {
        try {
            return of(pemContent(Files.readString(file, StandardCharsets.US_ASCII), LABEL));
        } catch (IOException e) {
            throw new UnusableKey("The public key " + file + " cannot be read: " + e, e);
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw new UnusableKey(file + " has no Ed25519 public key as PEM", e);
        }
    }

    /**
     * From its stored form.
     *
     * @throws GeneralSecurityException if it is none
     */
    static PublicKey of(byte[] encoded) throws GeneralSecurityException {
        return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
    }

    /** By what statements name a key: the hash of its DER form. */
    public static Hash id(PublicKey key) {
        return Hash.sha256(key.getEncoded());
    }

    /** As a PEM file has it. */
    public static String pem(byte[] encoded) {
        return pem(LABEL, encoded);
    }

    /** Whether this key made that signature of the statement. */
    public static boolean verifies(PublicKey key, String statement, byte[] signature) {
        try {
            Signature check = Signature.getInstance(ALGORITHM);
            check.initVerify(key);
            check.update(statement.getBytes(StandardCharsets.UTF_8));
            return check.verify(signature);
        } catch (SignatureException _) {
            return false; // Not even the form of one.
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 cannot be used", e);
        }
    }

    static String pem(String label, byte[] encoded) {
        return "-----BEGIN "
                + label
                + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
                + "\n-----END "
                + label
                + "-----\n";
    }

    static byte[] pemContent(String pem, String label) {
        String begin = "-----BEGIN " + label + "-----";
        int from = pem.indexOf(begin);
        int to = pem.indexOf("-----END " + label + "-----");
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("There is no " + label);
        }
        return Base64.getMimeDecoder().decode(pem.substring(from + begin.length(), to));
    }
}
