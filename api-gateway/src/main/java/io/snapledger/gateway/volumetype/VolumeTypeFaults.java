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
            case VolumeTypeRefused.BuiltIn builtIn ->
                    Fault.badRequest(
                            "The volume type "
                                    + builtIn.id()
                                    + " is a default volume type and cannot be deleted.");
        };
    }
}
