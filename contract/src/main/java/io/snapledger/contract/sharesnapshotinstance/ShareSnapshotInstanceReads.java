package io.snapledger.contract.sharesnapshotinstance;

import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Reads share snapshot instances that are not deleted. */
@HttpExchange("/internal/share-snapshot-instances")
public interface ShareSnapshotInstanceReads {

    @GetExchange("/{id}")
    Optional<ShareSnapshotInstanceView> find(@PathVariable ShareSnapshotInstanceId id);

    @PostExchange("/list")
    List<ShareSnapshotInstanceView> list(@RequestBody ShareSnapshotInstanceQuery query);
}
