package io.snapledger.contract.refusedattempt;

import io.snapledger.contract.list.PositionPage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which refused attempts are asked for. Of each list any one may match, and an empty list asks for
 * nothing in particular; all that is asked for must hold together.
 *
 * @param userIds who was refused
 * @param codes of the answers
 * @param since the earliest moment, inclusive
 * @param until the latest moment, exclusive
 */
public record RefusedAttemptQuery(
        List<String> resourceTypes,
        List<String> resourceIds,
        List<String> projectIds,
        List<String> userIds,
        List<Integer> codes,
        List<String> requestIds,
        @Nullable Instant since,
        @Nullable Instant until,
        PositionPage page) {

    public RefusedAttemptQuery {
        resourceTypes = List.copyOf(resourceTypes);
        resourceIds = List.copyOf(resourceIds);
        projectIds = List.copyOf(projectIds);
        userIds = List.copyOf(userIds);
        codes = List.copyOf(codes);
        requestIds = List.copyOf(requestIds);
    }
}
