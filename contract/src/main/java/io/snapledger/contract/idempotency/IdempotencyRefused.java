package io.snapledger.contract.idempotency;

import io.snapledger.contract.refusal.Refused;

/** Why a command that came under a key was turned down because of its key. */
public sealed interface IdempotencyRefused extends Refused {

    /** The key was used for another request. */
    record KeyReused(String key) implements IdempotencyRefused {
        @Override
        public String sentence() {
            return "Cannot use key " + key + ": it stands for another request";
        }
    }

    /** The request that first came under the key is being carried out right now. */
    record StillInWork(String key) implements IdempotencyRefused {
        @Override
        public String sentence() {
            return "Cannot answer under key " + key + " yet: its request is being carried out";
        }
    }
}
