package io.snapledger.gateway.audit;

import io.snapledger.gateway.json.PythonJson;

/** JSON without a line break in it. */
final class Lines {

    private Lines() {}

    static byte[] of(Object value) {
        return PythonJson.mapper().writeValueAsBytes(value);
    }
}
