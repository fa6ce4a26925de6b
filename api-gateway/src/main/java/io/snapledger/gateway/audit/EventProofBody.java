package io.snapledger.gateway.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.snapledger.contract.audit.EventProofView;
import io.snapledger.gateway.trail.Rfc3339;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that it takes to go from an event to a signed root; docs/proof.md says how. */
record EventProofBody(EventBody event, long position, LeafBody leaf, RootBody root) {

    static EventProofBody of(
            EventProofView view, EventProofView.Inclusion inclusion, boolean withContent) {
        return new EventProofBody(
                EventBody.of(view, withContent),
                view.position(),
                new LeafBody(inclusion.leaf(), inclusion.leaves(), inclusion.path()),
                new RootBody(inclusion.statement(), inclusion.signature(), inclusion.publicKey()));
    }

    /**
     * What its hash is made of.
     *
     * @param payload as it is stored, in base64; only for administrators
     * @param metaData the same
     */
    record EventBody(
            String id,
            String resourceId,
            long sequenceNumber,
            String at,
            String type,
            String name,
            String version,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String payload,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String metaData,
            String payloadHash,
            String metaDataHash,
            String previousHash,
            String hash) {

        private static EventBody of(EventProofView view, boolean withContent) {
            return new EventBody(
                    view.eventId().toString(),
                    view.resourceId().toString(),
                    view.sequenceNumber(),
                    Rfc3339.text(view.at()),
                    view.type(),
                    view.name(),
                    view.version(),
                    withContent ? view.payload() : null,
                    withContent ? view.metaData() : null,
                    view.payloadHash(),
                    view.metaDataHash(),
                    view.previous(),
                    view.hash());
        }
    }

    /** Where it is in the tree: RFC 9162, 2.1.3. */
    record LeafBody(int index, int of, List<String> path) {}

    /** Who vouches for it. */
    record RootBody(String statement, String signature, String publicKey) {}
}
