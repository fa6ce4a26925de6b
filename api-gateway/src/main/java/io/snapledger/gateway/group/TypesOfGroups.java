package io.snapledger.gateway.group;

import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.grouptype.GroupTypeReads;
import io.snapledger.contract.grouptype.GroupTypeView;
import io.snapledger.contract.volumetype.VolumeTypeId;
import io.snapledger.contract.volumetype.VolumeTypeReads;
import io.snapledger.contract.volumetype.VolumeTypeView;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.schema.IdOrName;
import org.springframework.stereotype.Component;

/** The types that the maker of a group names. */
@Component
final class TypesOfGroups {

    // cinder/volume/group_types.py, DEFAULT_CGSNAPSHOT_TYPE
    private static final String RESERVED = "default_cgsnapshot_type";

    private final GroupTypeReads groupTypes;
    private final VolumeTypeReads volumeTypes;

    TypesOfGroups(GroupTypeReads groupTypes, VolumeTypeReads volumeTypes) {
        this.groupTypes = groupTypes;
        this.volumeTypes = volumeTypes;
    }

    /**
     * A group type that the caller may see, and new groups may have.
     *
     * @throws Fault 404 or 400
     */
    GroupTypeView groupType(String idOrName, Caller caller) {
        GroupTypeView type =
                IdOrName.find(
                                idOrName,
                                id -> groupTypes.find(new GroupTypeId(id)),
                                groupTypes::findByName)
                        .filter(found -> found.isPublic() || caller.admin())
                        .orElseThrow(() -> IdOrName.notFound("Group type", idOrName));
        if (type.name().equals(RESERVED)) {
            throw GroupFaults.reserved(type.id());
        }
        return type;
    }

    // cinder/group/api.py, create(): looked up with elevated rights.
    /**
     * A volume type, whoever may see it.
     *
     * @throws Fault 404
     */
    VolumeTypeView volumeType(String idOrName) {
        return IdOrName.find(
                        idOrName,
                        id -> volumeTypes.find(new VolumeTypeId(id)),
                        volumeTypes::findByName)
                .orElseThrow(() -> IdOrName.notFound("Volume type", idOrName));
    }
}
