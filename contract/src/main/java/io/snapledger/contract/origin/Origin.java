package io.snapledger.contract.origin;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a command, and with it each of its events, comes from. It travels as message metadata, as
 * plain strings.
 *
 * @param requestId {@code req-<uuid>} of the request at the root of it all
 * @param globalRequestId the caller's own {@code X-Openstack-Request-Id}, null if none was sent
 */
public record Origin(Cause cause, Actor actor, String requestId, @Nullable String globalRequestId) {

    public static final String CAUSE = "cause";
    public static final String USER_ID = "actor_user_id";
    public static final String PROJECT_ID = "actor_project_id";
    public static final String ROLES = "actor_roles";
    public static final String ADDRESS = "actor_address";
    public static final String REQUEST_ID = "request_id";
    public static final String GLOBAL_REQUEST_ID = "global_request_id";

    /** Every metadata key above, to be carried from a command to its events. */
    public static final List<String> KEYS =
            List.of(CAUSE, USER_ID, PROJECT_ID, ROLES, ADDRESS, REQUEST_ID, GLOBAL_REQUEST_ID);

    public Map<String, String> toMetaData() {
        Map<String, String> metaData = new LinkedHashMap<>();
        metaData.put(CAUSE, cause.word());
        metaData.put(USER_ID, actor.userId());
        metaData.put(ROLES, String.join(",", actor.roles()));
        metaData.put(REQUEST_ID, requestId);
        putIfPresent(metaData, PROJECT_ID, actor.projectId());
        putIfPresent(metaData, ADDRESS, actor.address());
        putIfPresent(metaData, GLOBAL_REQUEST_ID, globalRequestId);
        return metaData;
    }

    /** Reads it back from a message's metadata. */
    public static Origin from(Map<String, ?> metaData) {
        String roles = text(metaData, ROLES);
        return new Origin(
                Cause.of(required(metaData, CAUSE)),
                new Actor(
                        required(metaData, USER_ID),
                        text(metaData, PROJECT_ID),
                        roles == null || roles.isEmpty()
                                ? List.of()
                                : Arrays.asList(roles.split(",", -1)),
                        text(metaData, ADDRESS)),
                required(metaData, REQUEST_ID),
                text(metaData, GLOBAL_REQUEST_ID));
    }

    private static void putIfPresent(
            Map<String, String> metaData, String key, @Nullable String value) {
        if (value != null) {
            metaData.put(key, value);
        }
    }

    private static String required(Map<String, ?> metaData, String key) {
        String value = text(metaData, key);
        if (value == null) {
            throw new IllegalArgumentException("message metadata lacks " + key);
        }
        return value;
    }

    private static @Nullable String text(Map<String, ?> metaData, String key) {
        return metaData.get(key) instanceof String text ? text : null;
    }
}
