package io.snapledger.command.axon;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.json.ContractJson;
import io.snapledger.eventlog.EventLogSerializer;
import io.snapledger.eventlog.state.AggregateStates;
import io.snapledger.eventlog.state.StateSerializer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.AggregateFactory;
import org.axonframework.eventsourcing.AggregateSnapshotter;
import org.axonframework.eventsourcing.GenericAggregateFactory;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import tools.jackson.databind.JsonNode;

/**
 * Every aggregate is made of the events that earlier releases wrote, and is the same whether all of
 * them are folded or a stored state and those after it, wherever the state ends.
 */
class StatesTest {

    private static final Path RELEASES =
            Path.of("..", "contract", "src", "test", "resources", "releases");

    private final AggregateStates states = new AggregateStates();
    private final StateSerializer serializer = new StateSerializer(states);

    @TestFactory
    Stream<DynamicTest> aStoredStateIsAsGoodAsTheEventsBeforeIt() throws IOException {
        Map<String, Class<?>> classes = aggregates();
        Map<String, List<DomainEventMessage<?>>> histories = histories();
        return classes.entrySet().stream()
                .map(aggregate ->
                        DynamicTest.dynamicTest(
                                aggregate.getKey(),
                                () ->
                                        checkAll(
                                                aggregate.getValue(),
                                                histories.values().stream()
                                                        .filter(history ->
                                                                history.getFirst()
                                                                        .getType()
                                                                        .equals(aggregate.getKey()))
                                                        .toList())));
    }

    private void checkAll(Class<?> aggregate, List<List<DomainEventMessage<?>>> histories) {
        assertThat(histories).as("histories that a release left").isNotEmpty();
        int compared = 0;
        for (List<DomainEventMessage<?>> history : histories) {
            for (int length = 1; length <= history.size(); length++) {
                Object whole = Folding.of(aggregate, history.subList(0, length));
                for (int cut = 1; whole != null && cut <= length; cut++) {
                    Object state =
                            stored(
                                    Objects.requireNonNull(
                                            Folding.of(aggregate, history.subList(0, cut))));
                    List<DomainEventMessage<?>> rest = new ArrayList<>();
                    rest.add(standingFor(history.get(cut - 1), state));
                    rest.addAll(history.subList(cut, length));

                    Object resumed = Objects.requireNonNull(Folding.of(aggregate, rest));
                    assertThat(resumed)
                            .as(
                                    "%s of %s from a state up to event %d",
                                    aggregate.getSimpleName(),
                                    history.getFirst().getAggregateIdentifier(),
                                    cut)
                            .usingRecursiveComparison()
                            .isEqualTo(whole);
                    // In the same order too, which the comparison does not look at.
                    assertThat(text(resumed)).isEqualTo(text(whole));
                    compared++;
                }
            }
        }
        assertThat(compared).isPositive();
    }

    private Object stored(Object state) {
        SerializedObject<byte[]> bytes = serializer.serialize(state, byte[].class);
        return serializer.deserialize(bytes);
    }

    private String text(Object state) {
        return new String(
                serializer.serialize(state, byte[].class).getData(), StandardCharsets.UTF_8);
    }

    private static DomainEventMessage<?> standingFor(DomainEventMessage<?> event, Object state) {
        return new GenericDomainEventMessage<>(
                event.getType(), event.getAggregateIdentifier(), event.getSequenceNumber(), state);
    }

    private Map<String, Class<?>> aggregates() {
        ClassPathScanningCandidateComponentProvider scan =
                new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(AggregateRoot.class));
        Map<String, Class<?>> classes = new HashMap<>();
        for (BeanDefinition found : scan.findCandidateComponents("io.snapledger.command")) {
            try {
                Class<?> aggregate = Class.forName(found.getBeanClassName());
                states.know(aggregate);
                classes.put(aggregate.getAnnotation(AggregateRoot.class).type(), aggregate);
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }
        assertThat(classes).hasSizeGreaterThan(10);
        return classes;
    }

    private static Map<String, List<DomainEventMessage<?>>> histories() throws IOException {
        EventLogSerializer events = new EventLogSerializer();
        Map<String, List<DomainEventMessage<?>>> histories = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(RELEASES)) {
            for (Path file : files.filter(path -> path.endsWith("events.ndjson")).toList()) {
                for (String line : Files.readAllLines(file)) {
                    JsonNode event = ContractJson.mapper().readTree(line);
                    String resource = event.path("resource").asString();
                    histories
                            .computeIfAbsent(resource, _ -> new ArrayList<>())
                            .add(
                                    new GenericDomainEventMessage<>(
                                            event.path("type").asString(),
                                            resource,
                                            event.path("sequence").asLong(),
                                            events.deserialize(
                                                    new SimpleSerializedObject<>(
                                                            event.path("payload")
                                                                    .asString()
                                                                    .getBytes(
                                                                            StandardCharsets.UTF_8),
                                                            byte[].class,
                                                            event.path("name").asString(),
                                                            event.path("version").asString()))));
                }
            }
        }
        return histories;
    }

    /** Folds events into a state, as the service does that stores it. */
    private static final class Folding extends AggregateSnapshotter {

        private static final Folding FOLDING = new Folding();

        private Folding() {
            super(
                    AggregateSnapshotter.builder()
                            .eventStore(
                                    EmbeddedEventStore.builder()
                                            .storageEngine(new InMemoryEventStorageEngine())
                                            .build()));
        }

        /** Null once the resource has ended. */
        static @Nullable Object of(Class<?> aggregate, List<DomainEventMessage<?>> events) {
            DomainEventMessage<?> state =
                    FOLDING.createSnapshot(
                            aggregate,
                            events.getFirst().getAggregateIdentifier(),
                            DomainEventStream.of(events));
            return state == null ? null : state.getPayload();
        }

        @Override
        protected AggregateFactory<?> getAggregateFactory(Class<?> aggregateType) {
            return new GenericAggregateFactory<>(aggregateType);
        }
    }
}
