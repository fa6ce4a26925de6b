package io.snapledger.gateway.links;

import io.snapledger.contract.resource.ResourceId;
import io.snapledger.gateway.api.Api;
import io.snapledger.gateway.list.QueryParameters;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Addresses as the client of one request would write them: cinder/api/common.py, ViewBuilder. A
 * handler method takes one as an argument.
 *
 * @param api whose addresses they are
 * @param base scheme and host, and what a proxy put before the version segment
 * @param projectId the project id in the request's own address, null if it had none
 */
public record Links(Api api, String base, @Nullable String projectId) {

    /** One link of a body. */
    public record Link(String rel, String href) {}

    /** Where a resource is: {@code …/v3/{project}/volumes/{id}}. */
    public String self(String collection, UUID id) {
        return versioned(collection) + "/" + id;
    }

    /** The same without the version. */
    public String bookmark(String collection, UUID id) {
        return base + project() + "/" + collection + "/" + id;
    }

    /** Both, as in the {@code links} of a body. */
    public List<Link> of(String collection, UUID id) {
        return List.of(
                new Link("self", self(collection, id)),
                new Link("bookmark", bookmark(collection, id)));
    }

    /**
     * The page after the row of that id: the request's own parameters, the marker replaced; without
     * the offset, which was for the first page and would skip rows on each that follows.
     */
    public Link next(String collection, QueryParameters parameters, UUID last) {
        return new Link(
                "next",
                versioned(collection)
                        + "?"
                        + replaced(parameters, "marker", last.toString(), "offset"));
    }

    /** The link to the page after this one, as the one in a list; null if this one is the last. */
    public <V> @Nullable List<Link> next(
            String collection,
            QueryParameters parameters,
            List<V> page,
            Function<V, ResourceId> id,
            boolean isFull) {
        return isFull
                ? List.of(next(collection, parameters, id.apply(page.getLast()).value()))
                : null;
    }

    /**
     * The page after the row of that id, of a list whose offset counts from the marker: the
     * request's own parameters, the offset back at the start, so that no page skips rows again.
     */
    public Link nextFromStart(String collection, QueryParameters parameters, UUID last) {
        QueryParameters fromStart =
                new QueryParameters(
                        parameters.all().stream()
                                .map(one ->
                                        one.key().equals("offset")
                                                ? new QueryParameters.Parameter("offset", "0")
                                                : one)
                                .toList());
        return new Link(
                "next",
                versioned(collection)
                        + "?"
                        + replaced(fromStart, "marker", last.toString(), "marker"));
    }

    /** Another page of the list at that path: the request's own parameters, the cursor replaced. */
    public Link page(String rel, String path, QueryParameters parameters, String cursor) {
        return new Link(rel, base + path + "?" + replaced(parameters, "cursor", cursor, "cursor"));
    }

    private static String replaced(
            QueryParameters parameters, String key, String value, String dropped) {
        List<QueryParameters.Parameter> all = new ArrayList<>(parameters.all());
        all.removeIf(parameter -> parameter.key().equals(key) || parameter.key().equals(dropped));
        all.add(new QueryParameters.Parameter(key, value));
        return all.stream()
                .map(one -> encode(one.key()) + "=" + encode(one.value()))
                .collect(Collectors.joining("&"));
    }

    private String versioned(String collection) {
        return base + api.prefix() + project() + "/" + collection;
    }

    private String project() {
        return projectId == null ? "" : "/" + projectId;
    }

    // Python's urlencode keeps "~" and escapes "*", Java's encoder the other way round.
    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
