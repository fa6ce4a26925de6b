package io.snapledger.contract.audit;

import io.snapledger.contract.list.PositionPage;
import io.snapledger.contract.origin.Cause;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which status changes are asked for. Of each list any one may match, and an empty list asks for
 * nothing in particular; all that is asked for must hold together.
 *
 * @param userIds who acted
 * @param from the status before
 * @param to the status after
 * @param since the earliest moment, inclusive
 * @param until the latest moment, exclusive
 */
public record StatusChangeQuery(
        List<String> resourceTypes,
        List<UUID> resourceIds,
        List<String> projectIds,
        List<String> userIds,
        List<Cause> causes,
        List<String> from,
        List<String> to,
        List<String> requestIds,
        @Nullable Instant since,
        @Nullable Instant until,
        PositionPage page) {

    public StatusChangeQuery {
        resourceTypes = List.copyOf(resourceTypes);
        resourceIds = List.copyOf(resourceIds);
        projectIds = List.copyOf(projectIds);
        userIds = List.copyOf(userIds);
        causes = List.copyOf(causes);
        from = List.copyOf(from);
        to = List.copyOf(to);
        requestIds = List.copyOf(requestIds);
    }

    /** All status changes there are. */
    public static StatusChangeQuery everything(PositionPage page) {
        List<String> any = List.of();
        return new StatusChangeQuery(
                any, List.of(), any, any, List.of(), any, any, any, null, null, page);
    }

    /** The same, of another page. */
    public StatusChangeQuery with(PositionPage other) {
        return new StatusChangeQuery(
                resourceTypes,
                resourceIds,
                projectIds,
                userIds,
                causes,
                from,
                to,
                requestIds,
                since,
                until,
                other);
    }
}
