package io.snapledger.contract.volumetype;

import io.snapledger.contract.refusal.Refused;

/** Why a volume type command was turned down. */
public sealed interface VolumeTypeRefused extends Refused {

    /** Another volume type has that name. */
    record NameTaken(String name) implements VolumeTypeRefused {
        @Override
        public String sentence() {
            return "Cannot create volume type " + name + ": the name is taken";
        }
    }

    /** There is no such volume type. */
    record NotFound(VolumeTypeId id) implements VolumeTypeRefused {
        @Override
        public String sentence() {
            return "There is no volume type " + id;
        }
    }

    /** Something is still of this type. */
    record InUse(VolumeTypeId id) implements VolumeTypeRefused {
        @Override
        public String sentence() {
            return "Cannot delete volume type " + id + ": it is in use";
        }
    }

    /** The service itself needs this one. */
    record BuiltIn(VolumeTypeId id) implements VolumeTypeRefused {
        @Override
        public String sentence() {
            return "Cannot delete volume type " + id + ": the service needs it";
        }
    }
}
