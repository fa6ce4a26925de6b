package io.snapledger.contract.sharetype;

import io.snapledger.contract.refusal.Refused;

/** Why a share type command was turned down. */
public sealed interface ShareTypeRefused extends Refused {

    /** Another share type has that name. */
    record NameTaken(String name) implements ShareTypeRefused {
        @Override
        public String sentence() {
            return "Cannot name a share type " + name + ": the name is taken";
        }
    }

    /** There is no such share type. */
    record NotFound(ShareTypeId id) implements ShareTypeRefused {
        @Override
        public String sentence() {
            return "There is no share type " + id;
        }
    }

    /** Something is still of this type. */
    record InUse(ShareTypeId id) implements ShareTypeRefused {
        @Override
        public String sentence() {
            return "Cannot delete share type " + id + ": it is in use";
        }
    }

    /** It has no spec of that key. */
    record NoSuchSpec(ShareTypeId id, String key) implements ShareTypeRefused {
        @Override
        public String sentence() {
            return "There is no spec " + key + " of share type " + id;
        }
    }

    /** Everybody may use a public one. */
    record IsPublic(ShareTypeId id) implements ShareTypeRefused {
        @Override
        public String sentence() {
            return "Cannot change who may use share type " + id + ": it is public";
        }
    }

    /** That project may use it already. */
    record HasAccess(ShareTypeId id, String projectId) implements ShareTypeRefused {
        @Override
        public String sentence() {
            return "Project " + projectId + " may use share type " + id + " already";
        }
    }

    /** That project was never let in. */
    record HasNoAccess(ShareTypeId id, String projectId) implements ShareTypeRefused {
        @Override
        public String sentence() {
            return "Project " + projectId + " has no access to share type " + id;
        }
    }
}
