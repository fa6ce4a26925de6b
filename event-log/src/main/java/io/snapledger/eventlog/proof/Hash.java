package io.snapledger.eventlog.proof;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** The 32 bytes of a SHA-256. */
public final class Hash {

    /** How many bytes one has. */
    public static final int LENGTH = 32;

    /** Stands where there is nothing before: 32 zero bytes. */
    public static final Hash NONE = new Hash(new byte[LENGTH]);

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * One that was stored.
     *
     * @throws IllegalArgumentException if these are not 32 bytes
     */
    public static Hash of(byte[] stored) {
        if (stored.length != LENGTH) {
            throw new IllegalArgumentException(
                    "A hash has " + LENGTH + " bytes, not " + stored.length);
        }
        return new Hash(stored.clone());
    }

    /**
     * One as {@link #hex} writes it.
     *
     * @throws IllegalArgumentException if these are not 64 hexadecimal digits
     */
    public static Hash ofHex(String hex) {
        return of(HexFormat.of().parseHex(hex));
    }

    /** Of these bytes, one part after the other. */
    public static Hash sha256(byte[]... parts) {
        MessageDigest digest = digest();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return new Hash(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** The next 32 bytes there. */
    public static Hash from(ByteBuffer buffer) {
        byte[] read = new byte[LENGTH];
        buffer.get(read);
        return new Hash(read);
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** Writes its bytes there. */
    public void to(ByteBuffer buffer) {
        buffer.put(bytes);
    }

    /** As 64 lower-case hexadecimal digits. */
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return hex();
    }
}
