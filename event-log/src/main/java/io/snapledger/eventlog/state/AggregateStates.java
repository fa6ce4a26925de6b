package io.snapledger.eventlog.state;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.snapledger.contract.json.ContractJson;
import io.snapledger.eventlog.EventLogSerializer;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * The aggregates whose states may be stored: as JSON of their fields, under the name of their
 * {@link AggregateRoot} and the revision of the code that folds them.
 */
public final class AggregateStates {

    private static final Logger log = LoggerFactory.getLogger(AggregateStates.class);

    private final CodeRevision code = new CodeRevision();
    private final Map<String, Form> byName = new ConcurrentHashMap<>();
    private final Map<Class<?>, Form> byClass = new ConcurrentHashMap<>();
    private final JsonMapper mapper =
            ContractJson.configure(JsonMapper.builder())
                    .addModule(inOrder())
                    .changeDefaultVisibility(visibility ->
                            visibility
                                    .withFieldVisibility(Visibility.ANY)
                                    .withCreatorVisibility(Visibility.NONE)
                                    .withGetterVisibility(Visibility.NONE)
                                    .withIsGetterVisibility(Visibility.NONE)
                                    .withSetterVisibility(Visibility.NONE))
                    .build();

    // The order in which members came is the order in which they are told.
    private static SimpleModule inOrder() {
        return new SimpleModule("in order").addAbstractTypeMapping(Set.class, LinkedHashSet.class);
    }

    /** Lets states of such aggregates be stored and read. */
    public void know(Class<?> aggregate) {
        AggregateRoot root = aggregate.getAnnotation(AggregateRoot.class);
        if (root == null || root.type().isEmpty()) {
            throw new IllegalArgumentException(aggregate.getName() + " has no name to store");
        }
        // Looking at all that code takes longer than a start should wait for.
        Form form =
                new Form(
                        root.type(),
                        aggregate,
                        CompletableFuture.supplyAsync(() -> revisionOf(aggregate)));
        byName.put(form.name, form);
        byClass.put(aggregate, form);
    }

    /** Those that this code can take over; a state of any other is as if it were not there. */
    public Set<String> revisions() {
        return byName.values().stream()
                .map(Form::revision)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }

    // How events and states become objects shapes a state as much as how events are folded.
    private Optional<String> revisionOf(Class<?> aggregate) {
        try {
            return Optional.of(
                    code.of(
                            List.of(aggregate, StateSerializer.class, EventLogSerializer.class),
                            List.of(ObjectMapper.class, AggregateRoot.class)));
        } catch (UncheckedIOException e) {
            log.warn("States of {} are neither stored nor read", aggregate.getSimpleName(), e);
            return Optional.empty();
        }
    }

    boolean knows(Class<?> type) {
        return byClass.containsKey(type);
    }

    /** The name and the revision to store a state under; null of any other class. */
    @Nullable SerializedType typeOf(Class<?> type) {
        Form form = byClass.get(type);
        return form == null
                ? null
                : new SimpleSerializedType(form.name, form.revision().orElse("unknown"));
    }

    /** What is stored under such a name; null of any other. */
    @Nullable Class<?> classOf(String name) {
        Form form = byName.get(name);
        return form == null ? null : form.aggregate;
    }

    JsonMapper mapper() {
        return mapper;
    }

    private record Form(String name, Class<?> aggregate, CompletableFuture<Optional<String>> code) {

        Optional<String> revision() {
            return code.join();
        }
    }
}
