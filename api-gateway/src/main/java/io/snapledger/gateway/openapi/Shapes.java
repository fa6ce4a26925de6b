package io.snapledger.gateway.openapi;

import java.util.List;

/**
 * What the requests of one slice carry, as far as their handlers do not say it themselves; each
 * slice that takes bodies or parameters provides one bean of it.
 */
@FunctionalInterface
public interface Shapes {

    List<Shape> shapes();
}
