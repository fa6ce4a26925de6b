package io.snapledger.gateway.list;

import java.util.Set;

/**
 * What one resource's lists take.
 *
 * @param keys what may be sorted by
 * @param memberFilters what callers who are not administrators may filter by from the resource
 *     filters' version on: as a rule those of {@link ResourceFilters}
 * @param pagedSince the version at which the lists began to take parameters
 * @param markerNotFound the text about a marker that is nobody's id, with {@code %s} for it
 */
public record ListRules(
        Set<String> keys, Set<String> memberFilters, String pagedSince, String markerNotFound) {}
