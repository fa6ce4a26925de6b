package io.snapledger.contract.quota;

import io.snapledger.contract.refusal.Refused;

/** Why a quota turned a command down, whatever the command was about. */
public sealed interface QuotaRefused extends Refused {

    /** A limit was to be set below what is used already. */
    record LimitBelowUsage(QuotaResource resource, String quota, long usage, int limit)
            implements QuotaRefused {
        @Override
        public String sentence() {
            return "Cannot limit " + quota + " to " + limit + ": " + usage + " are in use";
        }
    }

    /**
     * One volume or share would be larger than any may be.
     *
     * @param resource the quota that says how large
     */
    record TooLarge(QuotaResource resource, int sizeGib, int limit) implements QuotaRefused {
        @Override
        public String sentence() {
            return "Cannot have %d GiB in one: %s is %d".formatted(sizeGib, resource.word(), limit);
        }
    }

    /**
     * There would be more than allowed.
     *
     * @param quota which of the quotas of the resource: that of a type or of all
     * @param takers how many resources would take some
     * @param consumed what is in use without them
     */
    record Exceeded(
            QuotaResource resource,
            String quota,
            int takers,
            long requested,
            int limit,
            long consumed)
            implements QuotaRefused {
        @Override
        public String sentence() {
            return "Cannot use %d more of %s: %d of %d are in use"
                    .formatted(requested, quota, consumed, limit);
        }
    }
}
