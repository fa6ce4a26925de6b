package io.snapledger.query.volumetype;

import io.snapledger.contract.list.ListQuery;
import io.snapledger.contract.volumetype.VolumeTypeId;
import io.snapledger.contract.volumetype.VolumeTypeReads;
import io.snapledger.contract.volumetype.VolumeTypeView;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.RestController;

/** Answers what is asked about volume types. */
@RestController
final class VolumeTypeReadController implements VolumeTypeReads {

    private final VolumeTypeTable table;

    VolumeTypeReadController(VolumeTypeTable table) {
        this.table = table;
    }

    @Override
    public Optional<VolumeTypeView> find(VolumeTypeId id) {
        return table.find(id);
    }

    @Override
    public Optional<VolumeTypeView> findByName(String name) {
        return table.findByName(name);
    }

    @Override
    public List<VolumeTypeView> list(ListQuery query) {
        return table.list(query);
    }
}
