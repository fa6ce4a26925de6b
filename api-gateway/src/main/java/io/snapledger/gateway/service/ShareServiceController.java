package io.snapledger.gateway.service;

import io.snapledger.gateway.api.Api;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.edge.ManilaApi;
import io.snapledger.gateway.edge.NotServed;
import io.snapledger.gateway.list.QueryParameters;
import io.snapledger.gateway.microversion.ManilaVersions;
import io.snapledger.gateway.microversion.Since;
import io.snapledger.gateway.policy.Policies;
import io.snapledger.gateway.policy.Policy;
import io.snapledger.gateway.policy.Target;
import io.snapledger.gateway.zone.AvailabilityZones;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;

/** manila/api/v2/services.py: the backends of shares, each of which is a share service upstream. */
@ManilaApi
final class ShareServiceController {

    private final ShareBackends backends;
    private final AvailabilityZones zones;
    private final Policy policy;

    ShareServiceController(ShareBackends backends, AvailabilityZones zones, Policies policies) {
        this.backends = backends;
        this.zones = zones;
        this.policy = policies.of(Api.SHARED_FILE_SYSTEM);
    }

    @GetMapping("/os-services")
    @Since(value = ManilaVersions.BASE_VERSION, until = ManilaVersions.EXTENSION_PREFIX_LAST)
    AllServices osList(QueryParameters parameters, Caller caller) {
        return list(parameters, caller);
    }

    @GetMapping("/services")
    @Since(ManilaVersions.NO_EXTENSION_PREFIX)
    AllServices list(QueryParameters parameters, Caller caller) {
        policy.enforce(caller, ShareServicePolicy.INDEX, Target.own(caller));
        List<Service> services = new ArrayList<>();
        for (ShareBackends.Known known : backends.all()) {
            services.add(
                    new Service(
                            services.size() + 1,
                            "manila-share",
                            known.service(),
                            zones.byDefault(),
                            "enabled",
                            known.isUp() ? "up" : "down",
                            known.lastSeenAt()));
        }
        return new AllServices(
                services.stream()
                        .filter(one -> isWanted(parameters, "host", one.host()))
                        .filter(one -> isWanted(parameters, "binary", one.binary()))
                        .filter(one -> isWanted(parameters, "zone", one.zone()))
                        .filter(one -> isWanted(parameters, "state", one.state()))
                        .filter(one -> isWanted(parameters, "status", one.status()))
                        .toList());
    }

    private static boolean isWanted(QueryParameters parameters, String key, String value) {
        return parameters
                .last(key)
                .filter(wanted -> !wanted.isEmpty())
                .map(value::equals)
                .orElse(true);
    }

    @GetMapping({
        "/os-services/new",
        "/os-services/{id}",
        "/os-services/{id}/edit",
        "/services/new",
        "/services/{id}",
        "/services/{id}/edit"
    })
    @NotServed
    void form() {}

    /** {@code {"services": […]}} */
    record AllServices(List<Service> services) {}

    /**
     * One service.
     *
     * @param id its place among all of them
     */
    record Service(
            int id,
            String binary,
            String host,
            String zone,
            String status,
            String state,
            Instant updatedAt) {}
}
