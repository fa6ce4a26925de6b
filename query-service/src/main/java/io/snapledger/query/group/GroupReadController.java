package io.snapledger.query.group;

import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.group.GroupReads;
import io.snapledger.contract.group.GroupView;
import io.snapledger.contract.list.ListQuery;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

/** Answers what is asked about groups. */
@RestController
final class GroupReadController implements GroupReads {

    private final GroupTable table;

    GroupReadController(GroupTable table) {
        this.table = table;
    }

    @Override
    public Optional<GroupView> find(GroupId id, @Nullable String projectId) {
        return table.find(id, projectId);
    }

    @Override
    public List<GroupView> list(ListQuery query) {
        return table.list(query);
    }
}
