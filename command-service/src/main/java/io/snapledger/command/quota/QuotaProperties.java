package io.snapledger.command.quota;

import io.snapledger.contract.quota.QuotaCatalogue;
import io.snapledger.contract.quota.QuotaLimit;
import io.snapledger.contract.quota.QuotaResource;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The limits that hold where nobody set any: the quota_* options of cinder/quota.py. -1 is for as
 * much as one likes.
 *
 * @param noSnapshotGbQuota whether snapshots are left out of the gigabytes
 * @param sharedFileSystem those of shares
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
        @DefaultValue SharedFileSystem sharedFileSystem,
        @DefaultValue Check check) {

    /** The limits of manila/quota.py. */
    public record SharedFileSystem(
            @DefaultValue("50") int shares,
            @DefaultValue("1000") int gigabytes,
            @DefaultValue("-1") int perShareGigabytes,
            @DefaultValue("50") int snapshots,
            @DefaultValue("1000") int snapshotGigabytes,
            @DefaultValue("10") int shareNetworks,
            @DefaultValue("50") int shareGroups,
            @DefaultValue("50") int shareGroupSnapshots,
            @DefaultValue("100") int shareReplicas,
            @DefaultValue("1000") int replicaGigabytes) {}

    /**
     * The comparison.
     *
     * @param interval from the end of one to the begin of the next
     * @param batchSize how many positions of the event log are looked at together
     */
    public record Check(
            @DefaultValue("1h") Duration interval, @DefaultValue("1000") int batchSize) {

        public Check {
            if (!interval.isPositive()) {
                throw new IllegalArgumentException(
                        "snapledger.quota.check.interval must be positive");
            }
            if (batchSize < 1 || batchSize > 100_000) {
                throw new IllegalArgumentException(
                        "snapledger.quota.check.batch-size must be from 1 to 100000");
            }
        }
    }

    public QuotaProperties {
        IntStream.of(
                        volumes,
                        snapshots,
                        gigabytes,
                        backups,
                        backupGigabytes,
                        groups,
                        perVolumeGigabytes,
                        sharedFileSystem.shares,
                        sharedFileSystem.gigabytes,
                        sharedFileSystem.perShareGigabytes,
                        sharedFileSystem.snapshots,
                        sharedFileSystem.snapshotGigabytes,
                        sharedFileSystem.shareNetworks,
                        sharedFileSystem.shareGroups,
                        sharedFileSystem.shareGroupSnapshots,
                        sharedFileSystem.shareReplicas,
                        sharedFileSystem.replicaGigabytes)
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
            case SHARES -> sharedFileSystem.shares;
            case SHARE_SNAPSHOTS -> sharedFileSystem.snapshots;
            case SHARE_GIGABYTES -> sharedFileSystem.gigabytes;
            case PER_SHARE_GIGABYTES -> sharedFileSystem.perShareGigabytes;
            case SNAPSHOT_GIGABYTES -> sharedFileSystem.snapshotGigabytes;
            case SHARE_NETWORKS -> sharedFileSystem.shareNetworks;
            case SHARE_GROUPS -> sharedFileSystem.shareGroups;
            case SHARE_GROUP_SNAPSHOTS -> sharedFileSystem.shareGroupSnapshots;
            case SHARE_REPLICAS -> sharedFileSystem.shareReplicas;
            case REPLICA_GIGABYTES -> sharedFileSystem.replicaGigabytes;
        };
    }

    List<QuotaLimit> limits(QuotaCatalogue catalogue) {
        return QuotaResource.of(catalogue).stream()
                .map(resource -> QuotaLimit.of(resource, null, limit(resource)))
                .toList();
    }
}
