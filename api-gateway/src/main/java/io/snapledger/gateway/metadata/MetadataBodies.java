package io.snapledger.gateway.metadata;

import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.json.JsonBody;
import io.snapledger.gateway.schema.Schema;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The bodies of the metadata routes of one kind of resource: cinder/api/schemas/volume_metadata.py
 * and snapshot_metadata.py.
 */
public final class MetadataBodies {

    private static final String ALL = "metadata";
    private static final String ONE = "meta";

    private final Schema all;
    private final Schema one;

    /**
     * Those whose entries look like that.
     *
     * @param entries the schema of a whole object of entries
     * @param closed whether nothing may stand beside it
     */
    public MetadataBodies(Schema entries, boolean closed) {
        Schema ofAll = Schema.object().property(ALL, entries).required(ALL);
        Schema ofOne =
                Schema.object()
                        .property(ONE, entries.minProperties(1).maxProperties(1))
                        .required(ONE);
        all = closed ? ofAll.closed() : ofAll;
        one = closed ? ofOne.closed() : ofOne;
    }

    /** What a body of many looks like. */
    public Schema ofAll() {
        return all;
    }

    /** What a body of one looks like. */
    public Schema ofOne() {
        return one;
    }

    /** The entries of a body of many. */
    public Map<String, String> readAll(JsonBody body) {
        all.validate(body.tree());
        return entries(body.tree().get(ALL));
    }

    /** The one entry of a body, which must be of that key: volume_metadata.py, update(). */
    public Map<String, String> readOne(JsonBody body, String key) {
        one.validate(body.tree());
        Map<String, String> entry = entries(body.tree().get(ONE));
        if (!entry.containsKey(key)) {
            throw Fault.badRequest("Request body and URI mismatch");
        }
        return entry;
    }

    /** An object of texts that a schema has let pass; null is an empty one. */
    public static Map<String, String> entries(JsonNode object) {
        Map<String, String> entries = new LinkedHashMap<>();
        object.properties()
                .forEach(entry -> entries.put(entry.getKey(), entry.getValue().stringValue()));
        return entries;
    }

    /** {@code {"metadata": {…}}} */
    public record All(Map<String, String> metadata) {}

    /** {@code {"meta": {…}}} */
    public record One(Map<String, String> meta) {}
}
