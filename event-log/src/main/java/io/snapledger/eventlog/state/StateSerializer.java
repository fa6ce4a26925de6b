package io.snapledger.eventlog.state;

import io.snapledger.eventlog.EventLogSerializer;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedObject;
import tools.jackson.databind.ObjectReader;

/** Writes and reads the states of aggregates, and events as ever. */
public final class StateSerializer extends EventLogSerializer {

    private final AggregateStates states;

    public StateSerializer(AggregateStates states) {
        this.states = states;
    }

    @Override
    public <T> SerializedObject<T> serialize(Object object, Class<T> expectedRepresentation) {
        if (!states.knows(object.getClass())) {
            return super.serialize(object, expectedRepresentation);
        }
        byte[] json = states.mapper().writeValueAsBytes(object);
        return new SimpleSerializedObject<>(
                getConverter().convert(json, expectedRepresentation),
                expectedRepresentation,
                typeForClass(object.getClass()));
    }

    @Override
    @SuppressWarnings("rawtypes") // Axon's signature
    public SerializedType typeForClass(Class type) {
        SerializedType state = type == null ? null : states.typeOf(type);
        return state == null ? super.typeForClass(type) : state;
    }

    @Override
    protected String resolveClassName(SerializedType serializedType) {
        Class<?> state = states.classOf(serializedType.getName());
        return state == null ? super.resolveClassName(serializedType) : state.getName();
    }

    @Override
    protected ObjectReader getReader(Class<?> type) {
        return states.knows(type) ? states.mapper().readerFor(type) : super.getReader(type);
    }
}
