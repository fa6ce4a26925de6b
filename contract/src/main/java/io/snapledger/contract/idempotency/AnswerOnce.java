package io.snapledger.contract.idempotency;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a command carries whose sender may repeat its request: the key it goes by, and the answer it
 * gets if it is granted. It travels as message metadata, as plain strings, beside the command's
 * {@link io.snapledger.contract.origin.Origin}: a key counts for one user in one project.
 *
 * @param fingerprint tells the request from another one under the same key
 * @param status of the answer
 * @param body of the answer, as it is sent
 */
public record AnswerOnce(String key, String fingerprint, int status, String body) {

    private static final String KEY = "idempotency_key";
    private static final String FINGERPRINT = "idempotency_fingerprint";
    private static final String STATUS = "idempotency_status";
    private static final String BODY = "idempotency_body";

    public Map<String, String> toMetaData() {
        Map<String, String> metaData = new LinkedHashMap<>();
        metaData.put(KEY, key);
        metaData.put(FINGERPRINT, fingerprint);
        metaData.put(STATUS, Integer.toString(status));
        metaData.put(BODY, body);
        return metaData;
    }

    /** Reads it back from a message's metadata; empty where the sender named no key. */
    public static Optional<AnswerOnce> from(Map<String, ?> metaData) {
        return metaData.get(KEY) instanceof String key
                        && metaData.get(FINGERPRINT) instanceof String fingerprint
                        && metaData.get(STATUS) instanceof String status
                        && metaData.get(BODY) instanceof String body
                ? Optional.of(new AnswerOnce(key, fingerprint, Integer.parseInt(status), body))
                : Optional.empty();
    }
}
