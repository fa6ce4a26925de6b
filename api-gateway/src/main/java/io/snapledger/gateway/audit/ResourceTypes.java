package io.snapledger.gateway.audit;

import io.snapledger.contract.EventNames;
import io.snapledger.contract.resource.ChangesStatus;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The resource types that have a status, as the audit trail calls them. */
final class ResourceTypes {

    /** Their names. */
    static final Set<String> ALL =
            EventNames.all().entrySet().stream()
                    .filter(event -> ChangesStatus.class.isAssignableFrom(event.getValue()))
                    .map(event -> EventNames.resourceType(event.getKey()))
                    .collect(Collectors.toCollection(TreeSet::new));

    /** What a type must be, for those who sent something else. */
    static final String EXPECTED = "it must be one of " + String.join(", ", ALL);

    private ResourceTypes() {}

    /** The type of that name; empty if there is none. */
    static Optional<String> named(String text) {
        return Optional.of(text).filter(ALL::contains);
    }
}
