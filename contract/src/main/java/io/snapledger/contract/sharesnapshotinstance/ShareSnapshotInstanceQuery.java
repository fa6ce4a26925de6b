package io.snapledger.contract.sharesnapshotinstance;

import io.snapledger.contract.sharesnapshot.ShareSnapshotId;
import io.snapledger.contract.sharesnapshot.ShareSnapshotStatus;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which share snapshot instances are asked for. Of each list any one may match, and an empty list
 * asks for nothing in particular; all that is asked for must hold together.
 *
 * @param hosts whole hosts, {@code host@backend#pool}
 * @param backends the names of backends inside hosts
 * @param createdSince the earliest moment, inclusive
 * @param createdUntil the latest moment, exclusive
 * @param order made total by the id
 * @param after only what comes after this place in that order; null: from the start
 * @param limit no more rows than this, 0 for none
 */
public record ShareSnapshotInstanceQuery(
        List<ShareSnapshotId> snapshotIds,
        List<ShareSnapshotStatus> statuses,
        List<String> hosts,
        List<String> backends,
        List<String> projectIds,
        @Nullable Instant createdSince,
        @Nullable Instant createdUntil,
        Order order,
        boolean ascending,
        @Nullable Place after,
        int limit) {

    public ShareSnapshotInstanceQuery {
        snapshotIds = List.copyOf(snapshotIds);
        statuses = List.copyOf(statuses);
        hosts = List.copyOf(hosts);
        backends = List.copyOf(backends);
        projectIds = List.copyOf(projectIds);
    }

    /** By what the rows are ordered. */
    public enum Order {
        ID,
        CREATED_AT,
        STATUS,
        HOST,
        PROJECT_ID;

        /** Where that row is among the others. */
        public Place of(ShareSnapshotInstanceView view) {
            String value =
                    switch (this) {
                        case ID -> "";
                        case CREATED_AT -> view.createdAt().toString();
                        case STATUS -> view.status().word();
                        case HOST -> Objects.requireNonNullElse(view.host(), "");
                        case PROJECT_ID -> view.projectId();
                    };
            return new Place(value, view.id());
        }
    }

    /**
     * A place between rows, which stays where it is when the row that was there changes or goes.
     *
     * @param value of what the rows are ordered by: empty for the id, a moment as {@link
     *     Instant#toString} writes it, else the text
     */
    public record Place(String value, ShareSnapshotInstanceId id) {}

    /**
     * By ascending id, as pages of a long answer.
     *
     * @param snapshotId those of one snapshot; null: of all
     * @param projectId those of one project; null: of all
     */
    public static ShareSnapshotInstanceQuery byId(
            @Nullable ShareSnapshotId snapshotId,
            @Nullable String projectId,
            @Nullable ShareSnapshotInstanceId after,
            int limit) {
        return new ShareSnapshotInstanceQuery(
                snapshotId == null ? List.of() : List.of(snapshotId),
                List.of(),
                List.of(),
                List.of(),
                projectId == null ? List.of() : List.of(projectId),
                null,
                null,
                Order.ID,
                true,
                after == null ? null : new Place("", after),
                limit);
    }
}
