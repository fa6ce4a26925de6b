package io.snapledger.contract.sharetype;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A share type as it is read.
 *
 * @param projectIds who may use it while it is private
 */
public record ShareTypeView(
        ShareTypeId id,
        String name,
        @Nullable String description,
        boolean isPublic,
        Map<String, String> extraSpecs,
        Instant createdAt,
        List<String> projectIds) {

    public ShareTypeView {
        projectIds = List.copyOf(projectIds);
    }

    /** Whether callers of that project may see and use it. */
    public boolean isOpenTo(@Nullable String projectId) {
        return isPublic || (projectId != null && projectIds.contains(projectId));
    }
}
