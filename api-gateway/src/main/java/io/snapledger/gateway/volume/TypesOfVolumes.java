package io.snapledger.gateway.volume;

import io.snapledger.contract.volumetype.VolumeTypeId;
import io.snapledger.contract.volumetype.VolumeTypeReads;
import io.snapledger.contract.volumetype.VolumeTypeView;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.defaulttype.DefaultTypeProperties;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.schema.IdOrName;
import org.springframework.stereotype.Component;

/** The type that the maker of a volume names, or does not. */
@Component
final class TypesOfVolumes {

    private static final String BACKEND = "volume_backend_name";

    private final VolumeTypeReads types;
    private final DefaultTypeProperties defaults;

    TypesOfVolumes(VolumeTypeReads types, DefaultTypeProperties defaults) {
        this.types = types;
        this.defaults = defaults;
    }

    /**
     * A type that the caller may see.
     *
     * @throws Fault 404
     */
    VolumeTypeView named(String idOrName, Caller caller) {
        return IdOrName.find(idOrName, id -> types.find(new VolumeTypeId(id)), types::findByName)
                .filter(type -> caller.admin() || type.isOpenTo(caller.projectId()))
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
        return types.findByName(defaults.volume())
                .orElseThrow(() -> IdOrName.notFound("Volume type", defaults.volume()));
    }
}
