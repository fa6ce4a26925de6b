package io.snapledger.gateway.volumetype;

import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.volumetype.VolumeTypeRefused;
import io.snapledger.gateway.fault.Fault;

/** cinder/api/contrib/types_manage.py and the texts of cinder/exception.py. */
final class VolumeTypeFaults {

    private VolumeTypeFaults() {}

    static Fault notFound(Object id) {
        return Fault.notFound("Volume type " + id + " could not be found.");
    }

    static Fault noSuchSpec(Object id, String key) {
        return Fault.notFound("Volume Type " + id + " has no extra specs with key " + key + ".");
    }

    static Fault isDefault(Object id) {
        return Fault.badRequest(
                "The volume type " + id + " is a default volume type and cannot be deleted.");
    }

    // Upstream renames it, and then nothing is found that a volume without a type could be of.
    static Fault keepsName(Object id) {
        return Fault.badRequest(
                "The volume type " + id + " is a default volume type and cannot be renamed.");
    }

    static RuntimeException of(RefusedException refusal) {
        return refusal.refused() instanceof VolumeTypeRefused refused ? of(refused) : refusal;
    }

    private static Fault of(VolumeTypeRefused refused) {
        return switch (refused) {
            case VolumeTypeRefused.NameTaken taken ->
                    Fault.conflict("Volume Type " + taken.name() + " already exists.");
            case VolumeTypeRefused.NotFound unknown -> notFound(unknown.id());
            case VolumeTypeRefused.InUse _ ->
                    Fault.badRequest("Target volume type is still in use.");
            case VolumeTypeRefused.BuiltIn builtIn -> isDefault(builtIn.id());
            case VolumeTypeRefused.KeepsName builtIn -> keepsName(builtIn.id());
            case VolumeTypeRefused.NoSuchSpec spec -> noSuchSpec(spec.id(), spec.key());
            case VolumeTypeRefused.SpecsInUse _ ->
                    Fault.badRequest("Volume Type is currently in use.");
            case VolumeTypeRefused.CacheableMultiattach _ ->
                    Fault.badRequest("cacheable cannot be set with multiattach.");
            case VolumeTypeRefused.IsPublic _ ->
                    Fault.badRequest(
                            "Invalid volume type: Type access modification is not applicable to"
                                    + " public volume type.");
            case VolumeTypeRefused.HasAccess access ->
                    Fault.conflict(
                            "Volume type access for %s / %s combination already exists."
                                    .formatted(access.id(), access.projectId()));
            case VolumeTypeRefused.HasNoAccess access ->
                    Fault.notFound(
                            "Volume type access not found for %s / %s combination."
                                    .formatted(access.id(), access.projectId()));
        };
    }
}
