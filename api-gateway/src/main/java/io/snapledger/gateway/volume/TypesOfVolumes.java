package io.snapledger.gateway.volume;

import io.snapledger.contract.volumetype.VolumeTypeId;
import io.snapledger.contract.volumetype.VolumeTypeReads;
import io.snapledger.contract.volumetype.VolumeTypeView;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.schema.IdOrName;
import org.springframework.stereotype.Component;

/** The type that the maker of a volume names, or does not. */
@Component
final class TypesOfVolumes {

    // cinder/volume/volume_types.py, DEFAULT_VOLUME_TYPE
    private static final String DEFAULT = "__DEFAULT__";
    private static final String BACKEND = "volume_backend_name";

    private final VolumeTypeReads types;

    TypesOfVolumes(VolumeTypeReads types) {
        this.types = types;
    }

    /**
     * A type that the caller may see.
     *
     * @throws Fault 404
     */
    VolumeTypeView named(String idOrName, Caller caller) {
        return IdOrName.find(idOrName, id -> types.find(new VolumeTypeId(id)), types::findByName)
                .filter(type -> type.isPublic() || caller.admin())
                .orElseThrow(() -> IdOrName.notFound("Volume type", idOrName));
    }

    /**
     * The type that something already has.
     *
     * @throws Fault 404
     */
    VolumeTypeView existing(VolumeTypeId id) {
        return types.find(id).orElseThrow(() -> IdOrName.notFound("Volume type", id.toString()));
    }

    // cinder/volume/api.py, _retype_is_possible()
    /** Whether something of one type can be copied into a volume of the other. */
    boolean canBecome(VolumeTypeView from, VolumeTypeView to) {
        String backend = from.extraSpecs().getOrDefault(BACKEND, "");
        return from.id().equals(to.id())
                || (!backend.isEmpty() && backend.equals(to.extraSpecs().get(BACKEND)));
    }

    /** The type of a volume for which none is named. */
    VolumeTypeView byDefault() {
        return types.findByName(DEFAULT)
                .orElseThrow(() -> IdOrName.notFound("Volume type", DEFAULT));
    }
}
