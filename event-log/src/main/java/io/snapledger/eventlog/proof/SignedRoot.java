package io.snapledger.eventlog.proof;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;

/**
 * A root as it is stored: its statement, who signed it, and the leaves it was made of, which are
 * there to find and to name what a broken promise is about, and need no trust.
 */
public final class SignedRoot {

    private final String statement;
    private final byte[] signature;
    private final byte[] publicKey;
    private final byte[] leaves;

    /**
     * @param publicKey in its DER form
     * @param leaves in the form of {@link Leaves}; empty if they were not asked for
     */
    public SignedRoot(String statement, byte[] signature, byte[] publicKey, byte[] leaves) {
        this.statement = statement;
        this.signature = signature.clone();
        this.publicKey = publicKey.clone();
        this.leaves = leaves;
    }

    /** Makes the root that follows another one. */
    public static SignedRoot sign(RootStatement statement, SigningKey key, List<Leaf> leaves) {
        String text = statement.text();
        return new SignedRoot(
                text, key.sign(text), key.publicKey().getEncoded(), Leaves.bytes(leaves));
    }

    /**
     * What it says; empty unless the key that comes with it has signed that. Whose key it is has to
     * be known from elsewhere.
     */
    public Optional<RootStatement> verified() {
        try {
            RootStatement says = RootStatement.of(statement);
            PublicKey key = PublicKeys.of(publicKey);
            return says.key().equals(PublicKeys.id(key))
                            && PublicKeys.verifies(key, statement, signature)
                    ? Optional.of(says)
                    : Optional.empty();
        } catch (IllegalArgumentException | DateTimeException | GeneralSecurityException _) {
            return Optional.empty();
        }
    }

    public String statement() {
        return statement;
    }

    public byte[] signature() {
        return signature.clone();
    }

    public byte[] publicKey() {
        return publicKey.clone();
    }

    /** In the form of {@link Leaves}. */
    public byte[] leaves() {
        return leaves.clone();
    }
}
