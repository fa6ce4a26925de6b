package io.snapledger.contract;

import io.snapledger.contract.group.GroupEvent;
import io.snapledger.contract.groupsnapshot.GroupSnapshotEvent;
import io.snapledger.contract.grouptype.GroupTypeEvent;
import io.snapledger.contract.quota.QuotaEvent;
import io.snapledger.contract.refusedattempt.RefusedAttemptEvent;
import io.snapledger.contract.resource.ResourceEvent;
import io.snapledger.contract.resource.StoredName;
import io.snapledger.contract.share.ShareEvent;
import io.snapledger.contract.shareinstance.ShareInstanceEvent;
import io.snapledger.contract.sharesnapshot.ShareSnapshotEvent;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceEvent;
import io.snapledger.contract.sharetype.ShareTypeEvent;
import io.snapledger.contract.snapshot.SnapshotEvent;
import io.snapledger.contract.volume.VolumeEvent;
import io.snapledger.contract.volumetype.VolumeTypeEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The one place where stored names and event classes meet. */
public final class EventNames {

    /** Every sealed family of events; a new resource adds its own here. */
    public static final List<Class<? extends ResourceEvent>> FAMILIES =
            List.of(
                    VolumeTypeEvent.class,
                    GroupTypeEvent.class,
                    GroupEvent.class,
                    VolumeEvent.class,
                    SnapshotEvent.class,
                    GroupSnapshotEvent.class,
                    ShareTypeEvent.class,
                    ShareEvent.class,
                    ShareInstanceEvent.class,
                    ShareSnapshotEvent.class,
                    ShareSnapshotInstanceEvent.class,
                    QuotaEvent.class,
                    RefusedAttemptEvent.class);

    // What an annotation says is asked of a proxy, which is too slow to be done with every event.
    private static final ClassValue<Stored> STORED =
            new ClassValue<>() {
                @Override
                protected Stored computeValue(Class<?> event) {
                    StoredName name = event.getAnnotation(StoredName.class);
                    if (name == null) {
                        throw new IllegalArgumentException(event.getName() + " has no @StoredName");
                    }
                    return new Stored(name.value(), name.version());
                }
            };

    private static final Map<String, Class<? extends ResourceEvent>> BY_NAME = index();

    private EventNames() {}

    /** The stored name of an event class. */
    public static String nameOf(Class<?> event) {
        return STORED.get(event).name();
    }

    /** The version in which that class is written today. */
    public static int versionOf(Class<?> event) {
        return STORED.get(event).version();
    }

    /** The class behind a stored name; empty for a name that this release does not know. */
    public static Optional<Class<? extends ResourceEvent>> classOf(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /**
     * The resource type inside a stored name: {@code group-snapshot} of {@code
     * group-snapshot.taken}.
     */
    public static String resourceType(String name) {
        return name.substring(0, name.lastIndexOf('.'));
    }

    /** Every resource type that has events, sorted. */
    public static Set<String> resourceTypes() {
        return BY_NAME.keySet().stream()
                .map(EventNames::resourceType)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Every event class, by stored name. */
    public static Map<String, Class<? extends ResourceEvent>> all() {
        return BY_NAME;
    }

    private static Map<String, Class<? extends ResourceEvent>> index() {
        Map<String, Class<? extends ResourceEvent>> byName = new HashMap<>();
        for (Class<? extends ResourceEvent> family : FAMILIES) {
            for (Class<?> permitted : family.getPermittedSubclasses()) {
                Class<? extends ResourceEvent> event = permitted.asSubclass(ResourceEvent.class);
                if (byName.put(nameOf(event), event) != null) {
                    throw new IllegalStateException("two events are named " + nameOf(event));
                }
            }
        }
        return Map.copyOf(byName);
    }

    private record Stored(String name, int version) {}
}
