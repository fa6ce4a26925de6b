package io.snapledger.contract.group;

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

/** Reads groups that are not deleted. */
@HttpExchange("/internal/groups")
public interface GroupReads {

    /**
     * One group.
     *
     * @param projectId only if it belongs to this project; null: whoever owns it
     */
    @GetExchange("/{id}")
    Optional<GroupView> find(
            @PathVariable GroupId id, @RequestParam(required = false) @Nullable String projectId);

    @PostExchange("/list")
    List<GroupView> list(@RequestBody ListQuery query);
}
