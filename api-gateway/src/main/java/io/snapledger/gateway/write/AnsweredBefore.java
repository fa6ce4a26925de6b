package io.snapledger.gateway.write;

import io.snapledger.contract.idempotency.KeptAnswer;

/** Ends a request that, meanwhile, was carried out under the same key: its answer is that one. */
public final class AnsweredBefore extends RuntimeException {

    private final transient KeptAnswer answer;

    AnsweredBefore(KeptAnswer answer) {
        super("answered before", null, false, false);
        this.answer = answer;
    }

    public KeptAnswer answer() {
        return answer;
    }
}
