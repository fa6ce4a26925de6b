package io.snapledger.gateway.resourcefilter;

import io.snapledger.gateway.edge.CinderApi;
import io.snapledger.gateway.edge.NotServed;
import io.snapledger.gateway.list.QueryParameters;
import io.snapledger.gateway.list.ResourceFilters;
import io.snapledger.gateway.microversion.CinderVersions;
import io.snapledger.gateway.microversion.Since;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code /resource_filters}: cinder/api/v3/resource_filters.py. */
@CinderApi
@Since(CinderVersions.RESOURCE_FILTER_CONFIG)
final class ResourceFiltersController {

    @GetMapping("/resource_filters")
    All list(QueryParameters parameters) {
        return new All(
                parameters
                        .last("resource")
                        .filter(resource -> !resource.isEmpty())
                        .map(resource -> ResourceFilters.named(resource).stream())
                        .orElseGet(() -> ResourceFilters.ALL.stream())
                        .toList());
    }

    @GetMapping({"/resource_filters/new", "/resource_filters/{id}", "/resource_filters/{id}/edit"})
    @NotServed
    void form() {}

    /** {@code {"resource_filters": […]}} */
    record All(List<ResourceFilters> resourceFilters) {}
}
