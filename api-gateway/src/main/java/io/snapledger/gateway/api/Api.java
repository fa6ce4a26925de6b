package io.snapledger.gateway.api;

import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.microversion.CinderVersions;
import io.snapledger.gateway.microversion.ManilaVersions;
import io.snapledger.gateway.microversion.Microversion;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An API below a path of its own: what is not said to differ here is the same in each. */
public enum Api {
    /** Cinder's. It is also the one whose manners hold where no API is meant. */
    BLOCK_STORAGE(
            "/v3",
            "Cinder",
            "OpenStack-API-Version",
            CinderVersions.BASE_VERSION,
            CinderVersions.MAXIMUM),

    /** Manila's. */
    SHARED_FILE_SYSTEM(
            "/v2",
            "Manila",
            "X-OpenStack-Manila-API-Version",
            ManilaVersions.BASE_VERSION,
            ManilaVersions.MAXIMUM);

    private static final String JSON = "application/json";

    private final String prefix;
    private final String service;
    private final String versionHeader;
    private final String minimum;
    private final String maximum;

    Api(String prefix, String service, String versionHeader, String minimum, String maximum) {
        this.prefix = prefix;
        this.service = service;
        this.versionHeader = versionHeader;
        this.minimum = minimum;
        this.maximum = maximum;
    }

    /** The one that the path belongs to. */
    public static Api of(String path) {
        return Arrays.stream(values())
                .filter(api -> api.hasBelow(path))
                .findFirst()
                .orElse(BLOCK_STORAGE);
    }

    /** Whether the path is this API's own: its prefix, or something below it. */
    public boolean hasBelow(String path) {
        return path.equals(prefix) || path.startsWith(prefix + "/");
    }

    /** The first segment of its paths, with the slash before it. */
    public String prefix() {
        return prefix;
    }

    /** The header in which its clients say which version they mean. */
    public String versionHeader() {
        return versionHeader;
    }

    /** The oldest version; a request that asks for none is answered at it. */
    public Microversion minimum() {
        return Microversion.of(minimum);
    }

    public Microversion maximum() {
        return Microversion.of(maximum);
    }

    /** Whether a body of that media type is looked at. */
    public boolean reads(String mediaType) {
        return switch (this) {
            // cinder/api/openstack/wsgi.py, SUPPORTED_CONTENT_TYPES
            case BLOCK_STORAGE ->
                    mediaType.equals(JSON)
                            || mediaType.equals("application/vnd.openstack.volume+json");
            case SHARED_FILE_SYSTEM -> mediaType.equals(JSON);
        };
    }

    /**
     * Whether a body of another media type is refused. If not, it is as if there were none:
     * manila/api/openstack/wsgi.py, Resource.get_body.
     */
    public boolean refusesOtherBodies() {
        return switch (this) {
            case BLOCK_STORAGE -> true;
            case SHARED_FILE_SYSTEM -> false;
        };
    }

    /** Whether answers without a body, and those from before any handler, say the request's id. */
    public boolean alwaysSaysRequestId() {
        return switch (this) {
            case BLOCK_STORAGE -> true;
            // Manila has no such header before its 2026 releases; manila/api/openstack/wsgi.py,
            // _set_request_id_header, has only the one that handlers' answers carry.
            case SHARED_FILE_SYSTEM -> false;
        };
    }

    /** The body that a handler needs is not there. */
    public Fault noBody() {
        return switch (this) {
            case BLOCK_STORAGE -> Fault.malformedBody();
            // Python's TypeError for a missing argument: ResourceExceptionHandler.
            case SHARED_FILE_SYSTEM -> Fault.badRequest();
        };
    }

    /** The policy rule of that name says no. */
    public Fault forbidden(String rule) {
        return switch (this) {
            case BLOCK_STORAGE -> Fault.forbidden(rule);
            // manila/policy.py, authorize: the text of exception.NotAuthorized's subclass, which
            // does not tell the rule.
            case SHARED_FILE_SYSTEM -> Fault.forbidden();
        };
    }

    /**
     * A body, or a route, asks for an action that there is not.
     *
     * @param action null where the body names none
     */
    public Fault noSuchAction(@Nullable String action) {
        String sentence = "There is no such action: " + (action == null ? "None" : action);
        return switch (this) {
            // cinder/api/openstack/wsgi.py, Resource._process_stack
            case BLOCK_STORAGE ->
                    Fault.badRequest(
                            sentence
                                    + ". Verify the request body and Content-Type header and try"
                                    + " again.");
            case SHARED_FILE_SYSTEM -> Fault.badRequest(sentence);
        };
    }

    /** The address has bytes that are no text: middleware/fault.py, FaultWrapper.__call__. */
    public Fault undecodable() {
        return Fault.badRequest(
                "Error decoding your request. Either the URL or the request body contained"
                        + " characters that could not be decoded by "
                        + service
                        + ".");
    }
}
