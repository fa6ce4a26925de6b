package io.snapledger.query.sharetype;

import io.snapledger.contract.sharetype.ShareTypeId;
import io.snapledger.contract.sharetype.ShareTypeView;
import io.snapledger.query.type.TypeRow;
import io.snapledger.query.type.TypeTable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Where share types are kept, and how they are shown. */
@Repository
class ShareTypeTable extends TypeTable<ShareTypeId, ShareTypeView> {

    ShareTypeTable(JdbcClient views) {
        super(views, "share_type", ShareTypeId::new, ShareTypeTable::view, listing -> listing);
    }

    private static ShareTypeView view(TypeRow<ShareTypeId> row) {
        return new ShareTypeView(
                row.id(),
                row.name(),
                row.description(),
                row.isPublic(),
                row.extraSpecs(),
                row.createdAt(),
                row.projectIds());
    }
}
