package io.snapledger.gateway.trail;

import io.snapledger.gateway.links.Links.Link;
import java.util.List;

/** One page, and where the pages beside it are; a link is absent where there is nothing more. */
public record TrailPage<V>(List<V> rows, List<Link> links) {

    public TrailPage {
        rows = List.copyOf(rows);
        links = List.copyOf(links);
    }
}
