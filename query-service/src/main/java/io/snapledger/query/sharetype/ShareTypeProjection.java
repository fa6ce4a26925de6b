package io.snapledger.query.sharetype;

import io.snapledger.contract.sharetype.ShareTypeEvent;
import io.snapledger.contract.sharetype.ShareTypeEvent.ShareTypeAccessAdded;
import io.snapledger.contract.sharetype.ShareTypeEvent.ShareTypeAccessRemoved;
import io.snapledger.contract.sharetype.ShareTypeEvent.ShareTypeCreated;
import io.snapledger.contract.sharetype.ShareTypeEvent.ShareTypeDeleted;
import io.snapledger.contract.sharetype.ShareTypeEvent.ShareTypeSpecRemoved;
import io.snapledger.contract.sharetype.ShareTypeEvent.ShareTypeSpecsSet;
import io.snapledger.contract.sharetype.ShareTypeEvent.ShareTypeUpdated;
import io.snapledger.contract.sharetype.ShareTypeId;
import io.snapledger.query.projection.Projection;
import io.snapledger.query.projection.Rows;
import io.snapledger.query.type.TypeRow;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How the events of a share type make what is shown of it. */
@Component
final class ShareTypeProjection implements Projection<ShareTypeEvent, TypeRow<ShareTypeId>> {

    private final ShareTypeTable table;

    ShareTypeProjection(ShareTypeTable table) {
        this.table = table;
    }

    @Override
    public Class<ShareTypeEvent> family() {
        return ShareTypeEvent.class;
    }

    @Override
    public @Nullable TypeRow<ShareTypeId> after(
            @Nullable TypeRow<ShareTypeId> row, ShareTypeEvent event) {
        return fold(row, event);
    }

    @Override
    public Rows<TypeRow<ShareTypeId>> rows() {
        return table.rows();
    }

    static @Nullable TypeRow<ShareTypeId> fold(
            @Nullable TypeRow<ShareTypeId> row, ShareTypeEvent event) {
        return switch (event) {
            case ShareTypeCreated created ->
                    new TypeRow<>(
                            created.id(),
                            created.name(),
                            created.description(),
                            created.isPublic(),
                            created.extraSpecs(),
                            created.at(),
                            List.of());
            case ShareTypeUpdated updated ->
                    Projection.existing(row, updated)
                            .presented(updated.name(), updated.description(), updated.isPublic());
            case ShareTypeSpecsSet set -> Projection.existing(row, set).withSpecs(set.extraSpecs());
            case ShareTypeSpecRemoved removed ->
                    Projection.existing(row, removed).withoutSpec(removed.key());
            case ShareTypeAccessAdded added ->
                    Projection.existing(row, added).openTo(added.accessProjectId());
            case ShareTypeAccessRemoved removed ->
                    Projection.existing(row, removed).closedTo(removed.accessProjectId());
            case ShareTypeDeleted deleted -> {
                Projection.existing(row, deleted);
                yield null;
            }
        };
    }
}
