package io.snapledger.contract.rebuild;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Makes views again from the event log, beside the live ones, while they are read. */
@HttpExchange("/internal/views")
public interface ViewRebuilds {

    /** Every view. */
    @GetExchange
    List<ViewState> list();

    /** One of them; empty if there is no view of that name. */
    @GetExchange("/{view}")
    Optional<ViewState> find(@PathVariable String view);

    /**
     * Begins a rebuild, unless one of that view runs already.
     *
     * @param requestedBy the user who asks, null where nobody is known
     * @return empty if there is no view of that name
     */
    @PostExchange("/{view}/rebuild")
    Optional<RebuildAnswer> begin(
            @PathVariable String view,
            @RequestParam(required = false) @Nullable String requestedBy,
            @RequestParam(required = false) @Nullable String requestId);

    /** Ends the rebuild that runs; empty if none does. */
    @DeleteExchange("/{view}/rebuild")
    Optional<RebuildView> abort(@PathVariable String view);
}
