package io.snapledger.gateway.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.snapledger.contract.agent.AgentView;
import io.snapledger.gateway.json.Shown;
import io.snapledger.gateway.microversion.CinderVersions;
import io.snapledger.gateway.microversion.Microversion;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One service.
 *
 * @param status always {@code enabled}: there is no way to disable an agent but to stop it
 * @param updatedAt when it was last heard of
 * @param cluster always null: agents that share work are not told apart by name
 */
record ServiceBody(
        String binary,
        String host,
        String zone,
        String status,
        String state,
        Instant updatedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String backendState,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Shown<String> cluster,
        @Nullable String disabledReason,
        String replicationStatus,
        @Nullable String activeBackendId,
        boolean frozen) {

    private static final String BINARY = "cinder-volume";

    static ServiceBody of(AgentView agent, String zone, boolean up, Microversion version) {
        String state = up ? "up" : "down";
        return new ServiceBody(
                BINARY,
                // host@backend, without the pool: cinder/volume/volume_utils.py, extract_host()
                agent.agent().host().split("#", 2)[0],
                zone,
                "enabled",
                state,
                agent.lastSeenAt(),
                version.atLeast(CinderVersions.BACKEND_STATE_REPORT) ? state : null,
                Shown.when(version.atLeast(CinderVersions.CLUSTER_SUPPORT), null),
                null,
                "disabled",
                null,
                false);
    }

    /** {@code {"services": […]}} */
    record All(List<ServiceBody> services) {}
}
