package io.snapledger.contract.quota;

import io.snapledger.contract.refusal.Refused;

/** Why a quota turned a command down, whatever the command was about. */
public sealed interface QuotaRefused extends Refused {

    /** A limit was to be set below what is used already. */
    record LimitBelowUsage(String quota, long usage, int limit) implements QuotaRefused {
        @Override
        public String sentence() {
            return "Cannot limit " + quota + " to " + limit + ": " + usage + " are in use";
        }
    }

    /** One volume would be larger than any may be. */
    record VolumeTooLarge(int sizeGib, int limit) implements QuotaRefused {
        @Override
        public String sentence() {
            return "Cannot have a volume of " + sizeGib + " GiB: the limit is " + limit;
        }
    }

    /**
     * There would be more gibibytes than allowed.
     *
     * @param quota which of the gigabytes quotas
     * @param consumed what is in use without them
     */
    record GigabytesExceeded(String quota, long requested, int limit, long consumed)
            implements QuotaRefused {
        @Override
        public String sentence() {
            return "Cannot use %d GiB more of %s: %d of %d are in use"
                    .formatted(requested, quota, consumed, limit);
        }
    }

    /** There would be more volumes than allowed. */
    record VolumesExceeded(String quota, int limit) implements QuotaRefused {
        @Override
        public String sentence() {
            return "Cannot have more of " + quota + ": the limit is " + limit;
        }
    }

    /** There would be more snapshots than allowed. */
    record SnapshotsExceeded(String quota, int limit) implements QuotaRefused {
        @Override
        public String sentence() {
            return "Cannot have more of " + quota + ": the limit is " + limit;
        }
    }

    /** There would be more groups than allowed. */
    record GroupsExceeded(int limit) implements QuotaRefused {
        @Override
        public String sentence() {
            return "Cannot have more groups: the limit is " + limit;
        }
    }
}
