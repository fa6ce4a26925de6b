package io.snapledger.query.grouptype;

import io.snapledger.contract.grouptype.GroupTypeEvent;
import io.snapledger.contract.grouptype.GroupTypeEvent.GroupTypeCreated;
import io.snapledger.contract.grouptype.GroupTypeEvent.GroupTypeDeleted;
import io.snapledger.contract.grouptype.GroupTypeView;
import io.snapledger.query.projection.Projection;
import io.snapledger.query.projection.Rows;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How the events of a group type make what is shown of it. */
@Component
final class GroupTypeProjection implements Projection<GroupTypeEvent, GroupTypeView> {

    private final GroupTypeTable table;

    GroupTypeProjection(GroupTypeTable table) {
        this.table = table;
    }

    @Override
    public Class<GroupTypeEvent> family() {
        return GroupTypeEvent.class;
    }

    @Override
    public @Nullable GroupTypeView after(@Nullable GroupTypeView row, GroupTypeEvent event) {
        return fold(row, event);
    }

    @Override
    public Rows<GroupTypeView> rows() {
        return table;
    }

    static @Nullable GroupTypeView fold(@Nullable GroupTypeView row, GroupTypeEvent event) {
        return switch (event) {
            case GroupTypeCreated created ->
                    new GroupTypeView(
                            created.id(),
                            created.name(),
                            created.description(),
                            created.isPublic(),
                            created.groupSpecs(),
                            created.at());
            case GroupTypeDeleted deleted -> {
                Projection.existing(row, deleted);
                yield null;
            }
        };
    }
}
