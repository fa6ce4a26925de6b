package io.snapledger.contract.volumetype;

import io.snapledger.contract.refusal.Refused;

/** Why a volume type command was turned down. */
public sealed interface VolumeTypeRefused extends Refused {

    /** Another volume type has that name. */
    record NameTaken(String name) implements VolumeTypeRefused {
        @Override
        public String sentence() {
            return "Cannot name a volume type " + name + ": the name is taken";
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

    /** The service knows this one by its name. */
    record KeepsName(VolumeTypeId id) implements VolumeTypeRefused {
        @Override
        public String sentence() {
            return "Cannot rename volume type " + id + ": the service knows it by its name";
        }
    }

    /** It has no spec of that key. */
    record NoSuchSpec(VolumeTypeId id, String key) implements VolumeTypeRefused {
        @Override
        public String sentence() {
            return "There is no spec " + key + " of volume type " + id;
        }
    }

    /** Volumes were made as its specs say. */
    record SpecsInUse(VolumeTypeId id) implements VolumeTypeRefused {
        @Override
        public String sentence() {
            return "Cannot change the specs of volume type " + id + ": there are volumes of it";
        }
    }

    /** A volume cannot both be cached and be attached twice. */
    record CacheableMultiattach(VolumeTypeId id) implements VolumeTypeRefused {
        @Override
        public String sentence() {
            return "Cannot set the specs of volume type " + id + ": cacheable excludes multiattach";
        }
    }

    /** Everybody may use a public one. */
    record IsPublic(VolumeTypeId id) implements VolumeTypeRefused {
        @Override
        public String sentence() {
            return "Cannot change who may use volume type " + id + ": it is public";
        }
    }

    /** That project may use it already. */
    record HasAccess(VolumeTypeId id, String projectId) implements VolumeTypeRefused {
        @Override
        public String sentence() {
            return "Project " + projectId + " may use volume type " + id + " already";
        }
    }

    /** That project was never let in. */
    record HasNoAccess(VolumeTypeId id, String projectId) implements VolumeTypeRefused {
        @Override
        public String sentence() {
            return "Project " + projectId + " has no access to volume type " + id;
        }
    }
}
