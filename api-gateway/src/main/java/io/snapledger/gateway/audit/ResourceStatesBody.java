package io.snapledger.gateway.audit;

import io.snapledger.gateway.audit.ResourceStateBody.State;
import io.snapledger.gateway.links.Links.Link;
import java.util.List;

/** What a project's resources of one type were, page by page. */
record ResourceStatesBody(String asOf, List<State> resources, List<Link> resourcesLinks) {}
