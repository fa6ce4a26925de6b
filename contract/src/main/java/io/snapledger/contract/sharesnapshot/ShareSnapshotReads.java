package io.snapledger.contract.sharesnapshot;

import io.snapledger.contract.list.ListQuery;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Reads share snapshots that are not deleted. */
@HttpExchange("/internal/share-snapshots")
public interface ShareSnapshotReads {

    /**
     * One share snapshot.
     *
     * @param projectId only if it belongs to this project; null: whoever owns it
     */
    @GetExchange("/{id}")
    Optional<ShareSnapshotView> find(
            @PathVariable ShareSnapshotId id,
            @RequestParam(required = false) @Nullable String projectId);

    @PostExchange("/list")
    List<ShareSnapshotView> list(@RequestBody ListQuery query);

    /** How many a query would find without its marker, limit and offset. */
    @PostExchange("/count")
    long count(@RequestBody ListQuery query);
}
