package io.snapledger.query.grouptype;

import io.snapledger.contract.grouptype.GroupTypeEvent;
import io.snapledger.contract.grouptype.GroupTypeEvent.GroupTypeCreated;
import io.snapledger.contract.grouptype.GroupTypeEvent.GroupTypeDeleted;
import io.snapledger.contract.grouptype.GroupTypeEvent.GroupTypeSpecRemoved;
import io.snapledger.contract.grouptype.GroupTypeEvent.GroupTypeSpecsSet;
import io.snapledger.contract.grouptype.GroupTypeEvent.GroupTypeUpdated;
import io.snapledger.contract.grouptype.GroupTypeView;
import io.snapledger.query.projection.Projection;
import io.snapledger.query.projection.Rows;
import java.util.LinkedHashMap;
import java.util.Map;
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
        return table.rows();
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
            case GroupTypeUpdated updated -> {
                GroupTypeView before = Projection.existing(row, updated);
                yield new GroupTypeView(
                        before.id(),
                        updated.name(),
                        updated.description(),
                        updated.isPublic(),
                        before.groupSpecs(),
                        before.createdAt());
            }
            case GroupTypeSpecsSet set -> {
                GroupTypeView before = Projection.existing(row, set);
                Map<String, @Nullable String> specs = new LinkedHashMap<>(before.groupSpecs());
                specs.putAll(set.groupSpecs());
                yield with(before, specs);
            }
            case GroupTypeSpecRemoved removed -> {
                GroupTypeView before = Projection.existing(row, removed);
                Map<String, @Nullable String> specs = new LinkedHashMap<>(before.groupSpecs());
                specs.remove(removed.key());
                yield with(before, specs);
            }
            case GroupTypeDeleted deleted -> {
                Projection.existing(row, deleted);
                yield null;
            }
        };
    }

    private static GroupTypeView with(GroupTypeView type, Map<String, @Nullable String> specs) {
        return new GroupTypeView(
                type.id(),
                type.name(),
                type.description(),
                type.isPublic(),
                specs,
                type.createdAt());
    }
}
