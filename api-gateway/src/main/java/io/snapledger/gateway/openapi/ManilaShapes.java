package io.snapledger.gateway.openapi;

import io.snapledger.gateway.schema.Schema;
import java.util.List;
import java.util.stream.Stream;

/**
 * What bodies of Manila's API look like. Upstream has no schemas for them and reads them member by
 * member; so do the controllers, and these only describe it.
 */
public final class ManilaShapes {

    private ManilaShapes() {}

    /** An object that has to have that member. */
    public static Schema under(String name, Schema schema) {
        return Schema.object().property(name, schema).required(name);
    }

    /** An action on one of the resources at that path. */
    public static Shape action(String path, String name, Schema argument) {
        return Shape.of("POST " + path + "/{id}/action " + name).takes(under(name, argument));
    }

    /** What sets a state to one of those words. */
    public static Schema state(String attribute, Stream<String> words) {
        return under(attribute, Schema.string().saying("enum", words.toList()));
    }

    /** The bodies of the metadata routes of the resources at that path. */
    public static List<Shape> metadata(String path) {
        String all = path + "/{id}/metadata";
        return Stream.of("POST " + all, "PUT " + all, "POST " + all + "/{key}")
                .map(route -> Shape.of(route).takes(under("metadata", Schema.object())))
                .toList();
    }
}
