package io.snapledger.gateway.edge;

import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.fault.Fault;
import java.util.List;

/** Where a token is needed before it is even known whether there is anything. */
final class ProtectedPaths {

    private static final String ACTUATOR = "/actuator";
    private static final List<String> ROOTS = List.of("/v2", "/v3", "/audit", "/admin", ACTUATOR);
    private static final String OPEN = "/actuator/health";

    // etc/cinder/api-paste.ini has the cors filter in every pipeline but the health check's.
    boolean areOpenToOtherOrigins(String path) {
        return !isBelow("/healthcheck", path) && !isBelow(ACTUATOR, path);
    }

    boolean needToken(String path) {
        return ROOTS.stream().anyMatch(root -> isBelow(root, path)) && !isHealth(path);
    }

    static boolean isHealth(String path) {
        return isBelow(OPEN, path);
    }

    /** The actuator's inner side is for administrators. */
    void check(Caller caller, String path) {
        if (isBelow(ACTUATOR, path) && !caller.admin()) {
            throw Fault.forbidden();
        }
    }

    private static boolean isBelow(String root, String path) {
        return path.equals(root) || path.startsWith(root + "/");
    }
}
