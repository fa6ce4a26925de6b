package io.snapledger.query.share;

import io.snapledger.contract.list.ListQuery;
import io.snapledger.contract.share.ShareId;
import io.snapledger.contract.share.ShareReads;
import io.snapledger.contract.share.ShareView;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

/** Answers what is asked about shares. */
@RestController
final class ShareReadController implements ShareReads {

    private final ShareTable table;

    ShareReadController(ShareTable table) {
        this.table = table;
    }

    @Override
    public Optional<ShareView> find(ShareId id, @Nullable String projectId) {
        return table.find(id, projectId);
    }

    @Override
    public List<ShareView> list(ListQuery query) {
        return table.list(query);
    }

    @Override
    public long count(ListQuery query) {
        return table.count(query);
    }
}
