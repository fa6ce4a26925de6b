package io.snapledger.command.quota;

import io.snapledger.contract.quota.QuotaLimit;
import io.snapledger.contract.quota.QuotaResource;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The limits that hold where nobody set any: the quota_* options of cinder/quota.py. -1 is for as
 * much as one likes.
 *
 * @param noSnapshotGbQuota whether snapshots are left out of the gigabytes
 * @param check how usage is compared with the events
 */
@Validated
@ConfigurationProperties("snapledger.quota")
public record QuotaProperties(
        @DefaultValue("10") int volumes,
        @DefaultValue("10") int snapshots,
        @DefaultValue("1000") int gigabytes,
        @DefaultValue("10") int backups,
        @DefaultValue("1000") int backupGigabytes,
        @DefaultValue("10") int groups,
        @DefaultValue("-1") int perVolumeGigabytes,
        @DefaultValue("false") boolean noSnapshotGbQuota,
        @DefaultValue Check check) {

    /**
     * The comparison.
     *
     * @param interval from the end of one to the begin of the next
     */
    public record Check(@DefaultValue("1h") Duration interval) {

        public Check {
            if (!interval.isPositive()) {
                throw new IllegalArgumentException(
                        "snapledger.quota.check.interval must be positive");
            }
        }
    }

    public QuotaProperties {
        Stream.of(
                        volumes,
                        snapshots,
                        gigabytes,
                        backups,
                        backupGigabytes,
                        groups,
                        perVolumeGigabytes)
                .filter(limit -> limit < QuotaResource.UNLIMITED)
                .findAny()
                .ifPresent(limit -> {
                    throw new IllegalArgumentException(
                            "a limit of snapledger.quota must be -1 or more, not " + limit);
                });
    }

    /** Whether snapshots count for the gigabytes. */
    public boolean snapshotsTakeGigabytes() {
        return !noSnapshotGbQuota;
    }

    int limit(QuotaResource resource) {
        return switch (resource) {
            case VOLUMES -> volumes;
            case PER_VOLUME_GIGABYTES -> perVolumeGigabytes;
            case SNAPSHOTS -> snapshots;
            case GIGABYTES -> gigabytes;
            case BACKUPS -> backups;
            case BACKUP_GIGABYTES -> backupGigabytes;
            case GROUPS -> groups;
        };
    }

    List<QuotaLimit> limits() {
        return Stream.of(QuotaResource.values())
                .map(resource -> new QuotaLimit(resource, null, limit(resource)))
                .toList();
    }
}
