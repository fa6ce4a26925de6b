package io.snapledger.query.sharetype;

import io.snapledger.contract.list.ListQuery;
import io.snapledger.contract.sharetype.ShareTypeId;
import io.snapledger.contract.sharetype.ShareTypeReads;
import io.snapledger.contract.sharetype.ShareTypeView;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.RestController;

/** Answers what is asked about share types. */
@RestController
final class ShareTypeReadController implements ShareTypeReads {

    private final ShareTypeTable table;

    ShareTypeReadController(ShareTypeTable table) {
        this.table = table;
    }

    @Override
    public Optional<ShareTypeView> find(ShareTypeId id) {
        return table.find(id);
    }

    @Override
    public Optional<ShareTypeView> findByName(String name) {
        return table.findByName(name);
    }

    @Override
    public List<ShareTypeView> list(ListQuery query) {
        return table.list(query);
    }
}
