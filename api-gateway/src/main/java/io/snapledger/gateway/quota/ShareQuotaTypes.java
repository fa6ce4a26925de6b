package io.snapledger.gateway.quota;

import io.snapledger.contract.sharetype.ShareTypeId;
import io.snapledger.contract.sharetype.ShareTypeReads;
import io.snapledger.contract.sharetype.ShareTypeView;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.schema.Uuids;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the share type whose quotas are meant, by its name or id. */
@Component
final class ShareQuotaTypes {

    private final ShareTypeReads types;

    ShareQuotaTypes(ShareTypeReads types) {
        this.types = types;
    }

    /**
     * The type, null for all together.
     *
     * @throws Fault if there is no such type, or the quotas of a user are asked for
     */
    @Nullable ShareTypeId of(ShareQuotaOf asked) {
        asked.requireNoUser();
        String name = asked.shareType();
        return name == null ? null : find(name);
    }

    private ShareTypeId find(String asked) {
        return Uuids.canonical(asked)
                .map(ShareTypeId::new)
                .flatMap(types::find)
                .or(() -> named(asked))
                .map(ShareTypeView::id)
                .orElseThrow(() ->
                        Fault.notFound(
                                "Share type with name or id '%s' not found.".formatted(asked)));
    }

    // No text in the database holds a NUL.
    private Optional<ShareTypeView> named(String name) {
        return name.indexOf('\0') >= 0 ? Optional.empty() : types.findByName(name);
    }
}
