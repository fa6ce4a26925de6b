package io.snapledger.contract.audit;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event and what its hash is made of. Hashes are 64 hexadecimal digits.
 *
 * @param type how the event log calls the resource's kind
 * @param projectId the project that owns the resource, null where none does
 * @param payload what happened, base64
 * @param metaData who made it happen, base64
 * @param previous the hash of the event before it of the same resource
 * @param inclusion null as long as no root is over it
 */
public record EventProofView(
        UUID eventId,
        long position,
        UUID resourceId,
        long sequenceNumber,
        Instant at,
        String type,
        String name,
        String version,
        @Nullable String projectId,
        String payload,
        String metaData,
        String payloadHash,
        String metaDataHash,
        String previous,
        String hash,
        @Nullable Inclusion inclusion) {

    /**
     * How the event is under a signed root.
     *
     * @param leaf the how-many-eth leaf of the tree it is, from 0
     * @param leaves how many there are
     * @param path the hashes beside the way to the root, the lowest first
     * @param statement what is signed, as it is
     * @param signature of the statement, base64
     * @param publicKey whose key that is, as PEM
     */
    public record Inclusion(
            int leaf,
            int leaves,
            List<String> path,
            String statement,
            String signature,
            String publicKey) {

        public Inclusion {
            path = List.copyOf(path);
        }
    }
}
