package io.snapledger.gateway.zone;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.snapledger.gateway.edge.CinderApi;
import io.snapledger.gateway.edge.NotServed;
import io.snapledger.gateway.extension.ServesExtension;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code /os-availability-zone}: cinder/api/contrib/availability_zones.py. */
@CinderApi
@ServesExtension(
        alias = "os-availability-zone",
        name = "AvailabilityZones",
        description = "Describe Availability Zones.",
        updated = "2013-06-27T00:00:00+00:00")
final class AvailabilityZoneController {

    private final AvailabilityZones zones;

    AvailabilityZoneController(AvailabilityZones zones) {
        this.zones = zones;
    }

    @GetMapping("/os-availability-zone")
    AllZones list() {
        return new AllZones(
                zones.all().stream().map(name -> new Zone(name, new State(true))).toList());
    }

    @GetMapping({
        "/os-availability-zone/new",
        "/os-availability-zone/{id}",
        "/os-availability-zone/{id}/edit"
    })
    @NotServed
    void form() {}

    /** {@code {"availabilityZoneInfo": […]}} */
    record AllZones(@JsonProperty("availabilityZoneInfo") List<Zone> zones) {}

    record Zone(@JsonProperty("zoneName") String name, @JsonProperty("zoneState") State state) {}

    /**
     * A zone's state.
     *
     * @param available whether an operator lets new storage be made there, which none can forbid
     *     here; not whether an agent is there to make it, which {@code /os-services} tells
     */
    record State(boolean available) {}
}
