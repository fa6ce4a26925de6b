package io.snapledger.systemtests.replay;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A place in a JSON document: member names and array indexes, joined by full stops. */
record Pointer(String path) {

    /** What stands there; empty if nothing or a JSON null does. */
    Optional<JsonNode> in(JsonNode document) {
        JsonNode here = document;
        for (String step : path.split("\\.", -1)) {
            here = here.isArray() ? here.path(index(step)) : here.path(step);
        }
        return here.isMissingNode() || here.isNull() ? Optional.empty() : Optional.of(here);
    }

    private static int index(String step) {
        try {
            return Integer.parseInt(step);
        } catch (NumberFormatException _) {
            return -1;
        }
    }
}
