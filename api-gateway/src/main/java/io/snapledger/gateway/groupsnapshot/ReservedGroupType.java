package io.snapledger.gateway.groupsnapshot;

import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.grouptype.GroupTypeReads;
import io.snapledger.contract.grouptype.GroupTypeView;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The group type kept for migrated consistency groups; it exists from the start, for ever. */
@Component
final class ReservedGroupType {

    // cinder/volume/group_types.py, DEFAULT_CGSNAPSHOT_TYPE
    private static final String NAME = "default_cgsnapshot_type";

    private final GroupTypeReads groupTypes;
    private final AtomicReference<@Nullable GroupTypeId> known = new AtomicReference<>();

    ReservedGroupType(GroupTypeReads groupTypes) {
        this.groupTypes = groupTypes;
    }

    /** Refuses what is of that type. */
    void check(GroupTypeId type) {
        GroupTypeId reserved = known.get();
        if (reserved == null) {
            reserved = groupTypes.findByName(NAME).map(GroupTypeView::id).orElse(null);
            known.set(reserved);
        }
        if (type.equals(reserved)) {
            throw GroupSnapshotFaults.reserved(type);
        }
    }
}
