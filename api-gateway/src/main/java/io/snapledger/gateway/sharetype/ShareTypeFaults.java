package io.snapledger.gateway.sharetype;

import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.sharetype.ShareTypeRefused;
import io.snapledger.contract.sharetype.ShareTypeRefused.HasAccess;
import io.snapledger.contract.sharetype.ShareTypeRefused.HasNoAccess;
import io.snapledger.contract.sharetype.ShareTypeRefused.InUse;
import io.snapledger.contract.sharetype.ShareTypeRefused.IsPublic;
import io.snapledger.contract.sharetype.ShareTypeRefused.NameTaken;
import io.snapledger.contract.sharetype.ShareTypeRefused.NoSuchSpec;
import io.snapledger.contract.sharetype.ShareTypeRefused.NotFound;
import io.snapledger.gateway.fault.Fault;

/** What a refused share type command looks like on the wire. */
final class ShareTypeFaults {

    private ShareTypeFaults() {}

    static RuntimeException of(RefusedException exception) {
        if (!(exception.refused() instanceof ShareTypeRefused refused)) {
            return exception;
        }
        return switch (refused) {
            case NameTaken taken ->
                    Fault.conflict("Share Type " + taken.name() + " already exists.");
            case NotFound _ -> Fault.notFound();
            case InUse _ -> Fault.badRequest("Target share type is still in use.");
            case NoSuchSpec none ->
                    Fault.notFound(
                            "Share Type %s has no extra specs with key %s."
                                    .formatted(none.id(), none.key()));
            case IsPublic _ ->
                    Fault.conflict(
                            "Type access modification is not applicable to public share type.");
            case HasAccess access ->
                    Fault.conflict(
                            "Share type access for %s / %s combination already exists."
                                    .formatted(access.id(), access.projectId()));
            case HasNoAccess access ->
                    Fault.notFound(
                            "Share type access not found for %s / %s combination."
                                    .formatted(access.id(), access.projectId()));
        };
    }

    static Fault notFound() {
        return Fault.notFound("Share type not found.");
    }

    /** As the specs' own controller says it. */
    static Fault specsNotFound(String id) {
        return Fault.notFound("Share type " + id + " could not be found.");
    }
}
