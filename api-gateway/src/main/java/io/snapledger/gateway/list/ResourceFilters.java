package io.snapledger.gateway.list;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What callers who are not administrators may filter lists by from 3.31 on:
 * etc/cinder/resource_filters.json as it is delivered, with what nothing here lists. The lists
 * themselves go by it, and {@code /resource_filters} shows it.
 *
 * @param resource the resource's name on the wire
 * @param filters in the order in which they are shown
 */
public record ResourceFilters(String resource, Set<String> filters) {

    public static final ResourceFilters VOLUME =
            of(
                    "volume",
                    "name",
                    "status",
                    "metadata",
                    "bootable",
                    "migration_status",
                    "availability_zone",
                    "group_id",
                    "size",
                    "created_at",
                    "updated_at",
                    "consumes_quota");

    public static final ResourceFilters SNAPSHOT =
            of(
                    "snapshot",
                    "name",
                    "status",
                    "volume_id",
                    "metadata",
                    "availability_zone",
                    "consumes_quota");

    public static final ResourceFilters GROUP = of("group", "name");

    public static final ResourceFilters GROUP_SNAPSHOT =
            of("group_snapshot", "name", "status", "group_id");

    public static final ResourceFilters MESSAGE =
            of(
                    "message",
                    "resource_uuid",
                    "resource_type",
                    "event_id",
                    "request_id",
                    "message_level");

    public static final ResourceFilters VOLUME_TYPE = of("volume_type", "is_public", "extra_specs");

    /** Every resource's, in the file's order. */
    public static final List<ResourceFilters> ALL =
            List.of(
                    VOLUME,
                    of("backup", "name", "status", "volume_id"),
                    SNAPSHOT,
                    GROUP,
                    GROUP_SNAPSHOT,
                    of("attachment", "volume_id", "status", "instance_id", "attach_status"),
                    MESSAGE,
                    of("pool", "name", "volume_type"),
                    VOLUME_TYPE);

    public ResourceFilters {
        filters = Collections.unmodifiableSet(new LinkedHashSet<>(filters));
    }

    private static ResourceFilters of(String resource, String... filters) {
        return new ResourceFilters(resource, new LinkedHashSet<>(Arrays.asList(filters)));
    }

    /** Those of the resource of that name. */
    public static Optional<ResourceFilters> named(String resource) {
        return ALL.stream().filter(one -> one.resource.equals(resource)).findFirst();
    }
}
