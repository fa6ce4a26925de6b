package io.snapledger.query.volume;

import io.snapledger.contract.list.ListQuery;
import io.snapledger.contract.volume.VolumeId;
import io.snapledger.contract.volume.VolumeReads;
import io.snapledger.contract.volume.VolumeView;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

/** Answers what is asked about volumes. */
@RestController
final class VolumeReadController implements VolumeReads {

    private final VolumeTable table;

    VolumeReadController(VolumeTable table) {
        this.table = table;
    }

    @Override
    public Optional<VolumeView> find(VolumeId id, @Nullable String projectId) {
        return table.find(id, projectId);
    }

    @Override
    public List<VolumeView> list(ListQuery query) {
        return table.list(query);
    }

    @Override
    public long count(ListQuery query) {
        return table.count(query);
    }
}
