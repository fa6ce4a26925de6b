package io.snapledger.gateway.zone;

import io.snapledger.gateway.api.Api;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.edge.ManilaApi;
import io.snapledger.gateway.edge.NotServed;
import io.snapledger.gateway.microversion.ManilaVersions;
import io.snapledger.gateway.microversion.Since;
import io.snapledger.gateway.policy.Policies;
import io.snapledger.gateway.policy.Policy;
import io.snapledger.gateway.policy.Target;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;

/** manila/api/v2/availability_zones.py. */
@ManilaApi
final class ShareZoneController {

    private final AvailabilityZones zones;
    private final Policy policy;

    ShareZoneController(AvailabilityZones zones, Policies policies) {
        this.zones = zones;
        this.policy = policies.of(Api.SHARED_FILE_SYSTEM);
    }

    @GetMapping("/os-availability-zone")
    @Since(value = ManilaVersions.BASE_VERSION, until = ManilaVersions.EXTENSION_PREFIX_LAST)
    AllZones osList(Caller caller) {
        return list(caller);
    }

    @GetMapping("/availability-zones")
    @Since(ManilaVersions.NO_EXTENSION_PREFIX)
    AllZones list(Caller caller) {
        policy.enforce(caller, ShareZonePolicy.INDEX, Target.own(caller));
        return new AllZones(zones.all().stream().map(Zone::of).toList());
    }

    @GetMapping({
        "/os-availability-zone/new",
        "/os-availability-zone/{id}",
        "/os-availability-zone/{id}/edit",
        "/availability-zones/new",
        "/availability-zones/{id}",
        "/availability-zones/{id}/edit"
    })
    @NotServed
    void form() {}

    /** {@code {"availability_zones": […]}} */
    record AllZones(List<Zone> availabilityZones) {}

    /**
     * A zone. Nobody makes zones here, so there are no times to tell.
     *
     * @param id made of the name
     */
    record Zone(UUID id, String name, @Nullable Instant createdAt, @Nullable Instant updatedAt) {

        private static Zone of(String name) {
            return new Zone(
                    UUID.nameUUIDFromBytes(
                            ("availability-zone/" + name).getBytes(StandardCharsets.UTF_8)),
                    name,
                    null,
                    null);
        }
    }
}
