package io.snapledger.query.shareinstance;

import io.snapledger.contract.list.ListQuery;
import io.snapledger.contract.share.ShareId;
import io.snapledger.contract.shareinstance.ShareInstanceId;
import io.snapledger.contract.shareinstance.ShareInstanceReads;
import io.snapledger.contract.shareinstance.ShareInstanceView;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.RestController;

/** Answers what is asked about share instances. */
@RestController
final class ShareInstanceReadController implements ShareInstanceReads {

    private final ShareInstanceTable table;

    ShareInstanceReadController(ShareInstanceTable table) {
        this.table = table;
    }

    @Override
    public Optional<ShareInstanceView> find(ShareInstanceId id) {
        return table.find(id);
    }

    @Override
    public List<ShareInstanceView> ofShare(ShareId shareId) {
        return table.ofShare(shareId);
    }

    @Override
    public List<ShareInstanceView> list(ListQuery query) {
        return table.list(query);
    }
}
