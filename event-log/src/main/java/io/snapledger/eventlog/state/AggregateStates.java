package io.snapledger.eventlog.state;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.snapledger.contract.json.ContractJson;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * The aggregates whose states may be stored: as JSON of their fields, under the name of their
 * {@link AggregateRoot} and the revision of the code that folds them.
 */
public final class AggregateStates {

    private final CodeRevision code = new CodeRevision();
    private final Map<String, Form> byName = new ConcurrentHashMap<>();
    private final Map<Class<?>, Form> byClass = new ConcurrentHashMap<>();
    private volatile String @Nullable [] revisions;
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
                        CompletableFuture.supplyAsync(() -> code.of(aggregate)));
        byName.put(form.name, form);
        byClass.put(aggregate, form);
        revisions = null;
    }

    /** Those that this code can take over; a state of any other is as if it were not there. */
    public String[] revisions() {
        String[] known = revisions;
        if (known == null) {
            known = byName.values().stream().map(Form::revision).sorted().toArray(String[]::new);
            revisions = known;
        }
        return Arrays.copyOf(known, known.length);
    }

    boolean knows(Class<?> type) {
        return byClass.containsKey(type);
    }

    /** The name and the revision to store a state under; null of any other class. */
    @Nullable SerializedType typeOf(Class<?> type) {
        Form form = byClass.get(type);
        return form == null ? null : new SimpleSerializedType(form.name, form.revision());
    }

    /** What is stored under such a name; null of any other. */
    @Nullable Class<?> classOf(String name) {
        Form form = byName.get(name);
        return form == null ? null : form.aggregate;
    }

    JsonMapper mapper() {
        return mapper;
    }

    private record Form(String name, Class<?> aggregate, CompletableFuture<String> code) {

        String revision() {
            return code.join();
        }
    }
}
