package io.snapledger.query.grouptype;

import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.grouptype.GroupTypeReads;
import io.snapledger.contract.grouptype.GroupTypeView;
import io.snapledger.contract.list.ListQuery;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.RestController;

/** Answers what is asked about group types. */
@RestController
final class GroupTypeReadController implements GroupTypeReads {

    private final GroupTypeTable table;

    GroupTypeReadController(GroupTypeTable table) {
        this.table = table;
    }

    @Override
    public Optional<GroupTypeView> find(GroupTypeId id) {
        return table.find(id);
    }

    @Override
    public Optional<GroupTypeView> findByName(String name) {
        return table.findByName(name);
    }

    @Override
    public List<GroupTypeView> list(ListQuery query) {
        return table.list(query);
    }
}
