package io.snapledger.gateway.audit;

import io.snapledger.contract.audit.StatusChangeView;
import io.snapledger.gateway.audit.HistoryBody.Change;
import io.snapledger.gateway.json.PythonJson;

/** JSON without a line break in it. */
final class Lines {

    private Lines() {}

    /** A change as in a page of them. */
    static byte[] plain(StatusChangeView change) {
        return of(Change.of(change));
    }

    static byte[] of(Object value) {
        return PythonJson.mapper().writeValueAsBytes(value);
    }
}
