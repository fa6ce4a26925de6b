package io.snapledger.gateway.grouptype;

import io.snapledger.contract.grouptype.GroupTypeRefused;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.gateway.fault.Fault;

/** cinder/api/v3/group_types.py and the texts of cinder/exception.py. */
final class GroupTypeFaults {

    private GroupTypeFaults() {}

    static Fault notFound(Object id) {
        return Fault.notFound("Group type " + id + " could not be found.");
    }

    static RuntimeException of(RefusedException refusal) {
        return refusal.refused() instanceof GroupTypeRefused refused ? of(refused) : refusal;
    }

    private static Fault of(GroupTypeRefused refused) {
        return switch (refused) {
            case GroupTypeRefused.NameTaken taken ->
                    Fault.conflict("Group Type " + taken.name() + " already exists.");
            case GroupTypeRefused.NotFound unknown -> notFound(unknown.id());
            // cinder/volume/group_types.py, destroy(): one text inside the other.
            case GroupTypeRefused.InUse used ->
                    Fault.badRequest(
                            "Target group type is still in use. Group Type "
                                    + used.id()
                                    + " deletion is not allowed with groups present with the"
                                    + " type.");
            // Upstream lets it go, and then its own checks for it fail.
            case GroupTypeRefused.BuiltIn builtIn ->
                    Fault.badRequest(
                            "The group type "
                                    + builtIn.id()
                                    + " is reserved for migrated consistency groups and cannot be"
                                    + " deleted.");
            // Upstream renames it, and then takes groups of it for ordinary ones.
            case GroupTypeRefused.KeepsName reserved ->
                    Fault.badRequest(
                            "The group type "
                                    + reserved.id()
                                    + " is reserved for migrated consistency groups and cannot be"
                                    + " renamed.");
            // "specs" here, "extra spec" where one is shown: cinder/exception.py,
            // GroupTypeSpecsNotFound.
            case GroupTypeRefused.NoSuchSpec spec ->
                    Fault.notFound(
                            "Group Type "
                                    + spec.id()
                                    + " has no specs with key "
                                    + spec.key()
                                    + ".");
        };
    }
}
