package io.snapledger.contract.volumetype;

import io.snapledger.contract.list.ListQuery;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Reads volume types. */
@HttpExchange("/internal/volume-types")
public interface VolumeTypeReads {

    @GetExchange("/{id}")
    Optional<VolumeTypeView> find(@PathVariable VolumeTypeId id);

    /** Names are unique. */
    @GetExchange
    Optional<VolumeTypeView> findByName(@RequestParam String name);

    /** What is not public is listed to the projects that may use it; to all if none is named. */
    @PostExchange("/list")
    List<VolumeTypeView> list(@RequestBody ListQuery query);
}
