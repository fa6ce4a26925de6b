package io.snapledger.gateway.service;

import io.snapledger.contract.agent.AgentReads;
import io.snapledger.contract.agent.AgentView;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.edge.CinderApi;
import io.snapledger.gateway.edge.NotServed;
import io.snapledger.gateway.extension.ServesExtension;
import io.snapledger.gateway.list.QueryParameters;
import io.snapledger.gateway.microversion.Microversion;
import io.snapledger.gateway.policy.Policy;
import io.snapledger.gateway.policy.Target;
import io.snapledger.gateway.write.Moment;
import io.snapledger.gateway.zone.AvailabilityZones;
import java.time.Instant;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code /os-services}: the storage agents, as upstream shows its volume services. */
@CinderApi
@ServesExtension(
        alias = "os-services",
        name = "Services",
        description = "Services support.",
        updated = "2012-10-28T00:00:00-00:00")
@ServesExtension(
        alias = "os-extended-services",
        name = "ExtendedServices",
        description = "Extended services support.",
        updated = "2014-01-10T00:00:00-00:00")
final class ServiceController {

    private final AgentReads agents;
    private final AvailabilityZones zones;
    private final ServiceProperties properties;
    private final Policy policy;

    ServiceController(
            AgentReads agents,
            AvailabilityZones zones,
            ServiceProperties properties,
            Policy policy) {
        this.agents = agents;
        this.zones = zones;
        this.properties = properties;
        this.policy = policy;
    }

    @GetMapping("/os-services")
    ServiceBody.All list(QueryParameters parameters, Caller caller, Microversion version) {
        policy.enforce(caller, ServicePolicy.GET_ALL, Target.own(caller));
        Instant now = Moment.now();
        return new ServiceBody.All(
                agents.list().stream()
                        .map(agent ->
                                ServiceBody.of(agent, zones.byDefault(), isUp(agent, now), version))
                        .filter(service -> isWanted(parameters, "host", service.host()))
                        .filter(service -> isWanted(parameters, "binary", service.binary()))
                        .toList());
    }

    private boolean isUp(AgentView agent, Instant now) {
        return agent.lastSeenAt().isAfter(now.minus(properties.downAfter()));
    }

    private static boolean isWanted(QueryParameters parameters, String key, String value) {
        return parameters.last(key).map(value::equals).orElse(true);
    }

    @GetMapping({"/os-services/new", "/os-services/{id}", "/os-services/{id}/edit"})
    @NotServed
    void form() {}
}
