package io.snapledger.contract.snapshot;

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

/** Reads snapshots that are not deleted. */
@HttpExchange("/internal/snapshots")
public interface SnapshotReads {

    /**
     * One snapshot.
     *
     * @param projectId only if it belongs to this project; null: whoever owns it
     */
    @GetExchange("/{id}")
    Optional<SnapshotView> find(
            @PathVariable SnapshotId id,
            @RequestParam(required = false) @Nullable String projectId);

    @PostExchange("/list")
    List<SnapshotView> list(@RequestBody ListQuery query);

    /** How many a query would find without its marker, limit and offset. */
    @PostExchange("/count")
    long count(@RequestBody ListQuery query);
}
