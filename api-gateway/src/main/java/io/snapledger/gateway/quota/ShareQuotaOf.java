package io.snapledger.gateway.quota;

import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.list.QueryParameters;
import io.snapledger.gateway.microversion.ManilaVersions;
import io.snapledger.gateway.microversion.Microversion;
import org.jspecify.annotations.Nullable;

/**
 * Whose quotas of a project are meant: those of one user, of one share type, or of all together.
 *
 * @param userId null for every user
 * @param shareType a name or an id, null for every type
 */
record ShareQuotaOf(@Nullable String userId, @Nullable String shareType) {

    static ShareQuotaOf of(QueryParameters parameters, Microversion version) {
        ShareQuotaOf asked =
                new ShareQuotaOf(first(parameters, "user_id"), first(parameters, "share_type"));
        // _ensure_share_type_arg_is_absent
        if (asked.shareType != null && !version.atLeast(ManilaVersions.SHARE_TYPE_QUOTA)) {
            throw Fault.badRequest(
                    "'share_type' key is not supported by this microversion. Use 2.39 or greater"
                            + " microversion to be able to use 'share_type' quotas.");
        }
        return asked;
    }

    // urllib's parse_qs: blank values are not there.
    private static @Nullable String first(QueryParameters parameters, String key) {
        return parameters.all().stream()
                .filter(each -> each.key().equals(key) && !each.value().isEmpty())
                .map(QueryParameters.Parameter::value)
                .findFirst()
                .orElse(null);
    }

    // _validate_user_id_and_share_type_args
    /** Refuses those of a user: nobody counts what users use. */
    void requireNoUser() {
        if (userId != null) {
            throw Fault.badRequest(
                    shareType == null
                            ? "Quotas of users are not supported."
                            : "'user_id' and 'share_type' values are mutually exclusive");
        }
    }
}
