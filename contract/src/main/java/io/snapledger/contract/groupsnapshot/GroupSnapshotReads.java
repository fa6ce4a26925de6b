package io.snapledger.contract.groupsnapshot;

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

/** Reads group snapshots that are not deleted. */
@HttpExchange("/internal/group-snapshots")
public interface GroupSnapshotReads {

    /**
     * One group snapshot.
     *
     * @param projectId only if it belongs to this project; null: whoever owns it
     */
    @GetExchange("/{id}")
    Optional<GroupSnapshotView> find(
            @PathVariable GroupSnapshotId id,
            @RequestParam(required = false) @Nullable String projectId);

    @PostExchange("/list")
    List<GroupSnapshotView> list(@RequestBody ListQuery query);
}
