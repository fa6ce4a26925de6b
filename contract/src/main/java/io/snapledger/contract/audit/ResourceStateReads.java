package io.snapledger.contract.audit;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Tells what resources were at any moment, from the events themselves and not from a view. */
@HttpExchange("/internal/resource-states")
public interface ResourceStateReads {

    /**
     * What one resource was.
     *
     * @param projectId only if the resource belongs to this project; null: whoever owns it
     * @return empty if there was no such resource yet
     */
    @PostExchange("/{resourceType}/{resourceId}")
    Optional<ResourceStateView> find(
            @PathVariable String resourceType,
            @PathVariable UUID resourceId,
            @RequestParam(required = false) @Nullable String projectId,
            @RequestBody AsOf asOf);

    /** What a project's resources of one type were. */
    @PostExchange("/list")
    List<ResourceStateView> list(@RequestBody ResourceStateQuery query);

    /** The position of the last event, 0 if there is none. */
    @GetExchange("/last-position")
    long lastPosition();
}
