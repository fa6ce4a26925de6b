package io.snapledger.gateway.openapi;

import io.snapledger.gateway.api.Api;
import io.snapledger.gateway.list.ListRules;
import io.snapledger.gateway.schema.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What one request carries. Immutable: each method gives a new shape.
 *
 * @param request method and path, the path as the handler's mapping has it, and the action's name
 *     if it is one: {@code POST /volumes/{id}/action os-reset_status}; those of the shared file
 *     systems' API begin with {@code /v2}
 * @param bodies the schemas that check its body, the oldest first
 * @param lists what it may be sorted and filtered by, if it asks for a list
 * @param parameters other parameters of its query
 * @param row what a list's rows are written from where the handler's own type does not say it
 * @param status the best it is ever answered, where the handler is not annotated with that
 * @param forms what else it is answered as, if the client accepts that
 * @param refusals the statuses of its refusals beside those that every such request may meet
 */
public record Shape(
        String request,
        List<Body> bodies,
        @Nullable ListRules lists,
        List<Parameter> parameters,
        @Nullable Class<?> row,
        @Nullable Integer status,
        List<Form> forms,
        Set<Integer> refusals) {

    /**
     * A body's schema.
     *
     * @param since the version from which on it is this one
     */
    public record Body(String since, Schema schema) {}

    /**
     * A parameter of the query.
     *
     * @param since the version from which on it is heeded
     */
    public record Parameter(String name, String since, Schema schema) {}

    /**
     * Text that is an answer.
     *
     * @param mediaType what the answer's header calls it
     * @param description what it is made of
     */
    public record Form(String mediaType, String description) {}

    public Shape {
        bodies = List.copyOf(bodies);
        parameters = List.copyOf(parameters);
        forms = List.copyOf(forms);
        // In order, so that the document is always the same.
        refusals = Collections.unmodifiableSet(new TreeSet<>(refusals));
    }

    /** A request of which nothing else is said yet. */
    public static Shape of(String request) {
        return new Shape(request, List.of(), null, List.of(), null, null, List.of(), Set.of());
    }

    /** Its body is checked by this schema. */
    public Shape takes(Schema schema) {
        return takes(oldest(), schema);
    }

    /** From that version on its body is checked by this schema. */
    public Shape takes(String since, Schema schema) {
        List<Body> more = new ArrayList<>(bodies);
        more.add(new Body(since, schema));
        return new Shape(request, more, lists, parameters, row, status, forms, refusals);
    }

    private String oldest() {
        return Api.of(request.split(" ", 3)[1]).minimum().toString();
    }

    /** It asks for a list. */
    public Shape lists(ListRules rules) {
        return new Shape(request, bodies, rules, parameters, row, status, forms, refusals);
    }

    /** It has such a parameter. */
    public Shape with(String name, Schema schema) {
        return with(name, oldest(), schema);
    }

    /** From that version on it has such a parameter. */
    public Shape with(String name, String since, Schema schema) {
        List<Parameter> more = new ArrayList<>(parameters);
        more.add(new Parameter(name, since, schema));
        return new Shape(request, bodies, lists, more, row, status, forms, refusals);
    }

    /** The rows of the list that it gives are written from this type. */
    public Shape rows(Class<?> type) {
        return new Shape(request, bodies, lists, parameters, type, status, forms, refusals);
    }

    /** This is the best it is ever answered. */
    public Shape answers(int bestStatus) {
        return new Shape(request, bodies, lists, parameters, row, bestStatus, forms, refusals);
    }

    /** It is answered as that, too, if the client accepts it. */
    public Shape answersAs(String mediaType, String description) {
        List<Form> more = new ArrayList<>(forms);
        more.add(new Form(mediaType, description));
        return new Shape(request, bodies, lists, parameters, row, status, more, refusals);
    }

    /** It may be refused with these statuses. */
    public Shape refuses(Integer... statuses) {
        Set<Integer> more = new TreeSet<>(refusals);
        more.addAll(Arrays.asList(statuses));
        return new Shape(request, bodies, lists, parameters, row, status, forms, more);
    }
}
