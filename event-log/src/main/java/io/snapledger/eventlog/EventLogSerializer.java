package io.snapledger.eventlog;

import io.snapledger.contract.EventNames;
import io.snapledger.contract.json.ContractJson;
import io.snapledger.contract.resource.ResourceEvent;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectReader;

/**
 * Writes events as JSON under their stored names, so that no class name ever leaves the process.
 */
public class EventLogSerializer extends Jackson3Serializer {

    private final Map<Class<?>, ObjectReader> readers = new ConcurrentHashMap<>();
    private final Map<Stored, Class<?>> events = new ConcurrentHashMap<>();

    public EventLogSerializer() {
        super(Jackson3Serializer.builder().jsonMapperBuilderCustomizer(ContractJson::configure));
    }

    @Override
    @SuppressWarnings("rawtypes") // Axon's signature
    public SerializedType typeForClass(Class type) {
        if (ResourceEvent.class.isAssignableFrom(type)) {
            return new SimpleSerializedType(
                    EventNames.nameOf(type), Integer.toString(EventNames.versionOf(type)));
        }
        return super.typeForClass(type);
    }

    /** What was found for each name and version, which Axon asks for twice with every event. */
    @Override
    public Class<?> classForType(SerializedType type) {
        Stored stored = new Stored(type.getName(), type.getRevision());
        Class<?> known = events.get(stored);
        if (known != null) {
            return known;
        }
        Class<?> found = super.classForType(type);
        if (ResourceEvent.class.isAssignableFrom(found)) {
            events.put(stored, found);
        }
        return found;
    }

    /** Made once for each class, not for each event. */
    @Override
    protected ObjectReader getReader(Class<?> type) {
        ObjectReader reader = readers.get(type);
        return reader == null ? readers.computeIfAbsent(type, super::getReader) : reader;
    }

    /**
     * Fails on a name or a version that this release does not know: leaving such a fact out would
     * falsify every state.
     */
    @Override
    protected String resolveClassName(SerializedType serializedType) {
        String name = serializedType.getName();
        if (name.indexOf('.') > 0 && Character.isLowerCase(name.charAt(0)) && !isClass(name)) {
            Class<?> event = EventNames.classOf(name).orElseThrow(() -> unknown(name));
            String revision = serializedType.getRevision();
            if (revision != null && Integer.parseInt(revision) > EventNames.versionOf(event)) {
                throw unknown(name + " in version " + revision);
            }
            return event.getName();
        }
        return super.resolveClassName(serializedType);
    }

    private static SerializationException unknown(String what) {
        return new SerializationException(
                "The event log has an event named " + what + ", which this release does not know");
    }

    // Axon's own types (tokens, snapshots' metadata) keep their class names.
    private static boolean isClass(String name) {
        return name.startsWith("java.") || name.startsWith("org.axonframework.");
    }

    private record Stored(String name, @Nullable String revision) {}
}
