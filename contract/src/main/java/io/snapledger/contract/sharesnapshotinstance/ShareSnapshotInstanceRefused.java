package io.snapledger.contract.sharesnapshotinstance;

import io.snapledger.contract.refusal.Refused;

/** Why a command to a share snapshot instance was turned down. */
public sealed interface ShareSnapshotInstanceRefused extends Refused {

    record NotFound(ShareSnapshotInstanceId id) implements ShareSnapshotInstanceRefused {
        @Override
        public String sentence() {
            return "There is no share snapshot instance " + id;
        }
    }
}
