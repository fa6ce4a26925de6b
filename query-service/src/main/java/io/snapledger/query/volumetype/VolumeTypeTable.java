package io.snapledger.query.volumetype;

import io.snapledger.contract.volumetype.VolumeTypeId;
import io.snapledger.contract.volumetype.VolumeTypeView;
import io.snapledger.query.type.TypeRow;
import io.snapledger.query.type.TypeTable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Where volume types are kept, and how they are shown. */
@Repository
class VolumeTypeTable extends TypeTable<VolumeTypeId, VolumeTypeView> {

    VolumeTypeTable(JdbcClient views) {
        super(
                views,
                "volume_type",
                VolumeTypeId::new,
                VolumeTypeTable::view,
                listing -> listing.textOf("extra_specs", "RESKEY:availability_zones"));
    }

    private static VolumeTypeView view(TypeRow<VolumeTypeId> row) {
        return new VolumeTypeView(
                row.id(),
                row.name(),
                row.description(),
                row.isPublic(),
                row.extraSpecs(),
                row.createdAt(),
                row.projectIds());
    }
}
