package io.snapledger.contract.grouptype;

import io.snapledger.contract.refusal.Refused;

/** Why a group type command was turned down. */
public sealed interface GroupTypeRefused extends Refused {

    /** Another group type has that name. */
    record NameTaken(String name) implements GroupTypeRefused {
        @Override
        public String sentence() {
            return "Cannot name a group type " + name + ": the name is taken";
        }
    }

    /** There is no such group type. */
    record NotFound(GroupTypeId id) implements GroupTypeRefused {
        @Override
        public String sentence() {
            return "There is no group type " + id;
        }
    }

    /** Something is still of this type. */
    record InUse(GroupTypeId id) implements GroupTypeRefused {
        @Override
        public String sentence() {
            return "Cannot delete group type " + id + ": it is in use";
        }
    }

    /** The service itself needs this one. */
    record BuiltIn(GroupTypeId id) implements GroupTypeRefused {
        @Override
        public String sentence() {
            return "Cannot delete group type " + id + ": the service needs it";
        }
    }

    /** The service knows this one by its name. */
    record KeepsName(GroupTypeId id) implements GroupTypeRefused {
        @Override
        public String sentence() {
            return "Cannot rename group type " + id + ": the service knows it by its name";
        }
    }

    /** It has no spec of that key. */
    record NoSuchSpec(GroupTypeId id, String key) implements GroupTypeRefused {
        @Override
        public String sentence() {
            return "There is no spec " + key + " of group type " + id;
        }
    }
}
