package io.snapledger.gateway.json;

import tools.jackson.databind.JsonNode;

/**
 * The request's body as a tree; a handler method that wants one takes it as an argument. Without a
 * body such a request is refused.
 */
public record JsonBody(JsonNode tree) {}
