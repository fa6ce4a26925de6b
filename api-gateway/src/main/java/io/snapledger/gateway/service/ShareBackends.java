package io.snapledger.gateway.service;

import io.snapledger.contract.agent.AgentReads;
import io.snapledger.contract.agent.AgentView;
import io.snapledger.contract.agent.ShareBackend;
import io.snapledger.gateway.write.Moment;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** The backends of shares, as the agents that serve them told last. */
@Component
final class ShareBackends {

    private final AgentReads agents;
    private final ServiceProperties services;
    private final ShareHostProperties shares;

    ShareBackends(AgentReads agents, ServiceProperties services, ShareHostProperties shares) {
        this.agents = agents;
        this.services = services;
        this.shares = shares;
    }

    /**
     * A backend.
     *
     * @param host as the places of shares have it, without {@code @backend}
     * @param isUp whether an agent that serves it has been heard of lately
     */
    record Known(String host, ShareBackend backend, Instant lastSeenAt, boolean isUp) {

        /** {@code host@backend} */
        String service() {
            return host + "@" + backend.name();
        }

        /** {@code host@backend#pool}; each backend is one pool of its own name. */
        String place() {
            return service() + "#" + backend.name();
        }
    }

    /** Every backend that an agent ever served, by name; of several agents the last one counts. */
    List<Known> all() {
        Instant since = Moment.now().minus(services.downAfter());
        TreeMap<String, Known> known = new TreeMap<>();
        for (AgentView agent : agents.list()) {
            for (ShareBackend backend : agent.backends()) {
                known.merge(
                        backend.name(),
                        new Known(
                                shares.host(),
                                backend,
                                agent.lastSeenAt(),
                                agent.lastSeenAt().isAfter(since)),
                        (one, other) ->
                                one.lastSeenAt().isBefore(other.lastSeenAt()) ? other : one);
            }
        }
        return List.copyOf(known.values());
    }
}
