package io.snapledger.command.grouptype;

import io.snapledger.command.reservation.UniqueNames;
import io.snapledger.contract.grouptype.GroupTypeId;
import org.springframework.stereotype.Component;

/** What other slices may ask about group types. */
@Component
public class GroupTypes {

    static final String KIND = "group-type";

    /**
     * The type of groups migrated from consistency groups, which group snapshot calls refuse:
     * cinder/volume/group_types.py, DEFAULT_CGSNAPSHOT_TYPE.
     */
    public static final String RESERVED = "default_cgsnapshot_type";

    private final UniqueNames names;

    GroupTypes(UniqueNames names) {
        this.names = names;
    }

    /** Whether there is such a type and it is not deleted. */
    public boolean exists(GroupTypeId id) {
        return names.has(KIND, id);
    }

    /** Whether it is the one kept for migrated consistency groups. */
    public boolean isReserved(GroupTypeId id) {
        return names.isNamed(KIND, RESERVED, id);
    }
}
