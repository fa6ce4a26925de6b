package io.snapledger.gateway.share;

import io.snapledger.contract.share.ShareCapabilities;
import io.snapledger.contract.share.ShareView;
import io.snapledger.contract.sharetype.ShareTypeId;
import io.snapledger.contract.sharetype.ShareTypeReads;
import io.snapledger.contract.sharetype.ShareTypeView;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.defaulttype.DefaultTypeProperties;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.schema.Formats;
import io.snapledger.gateway.schema.Uuids;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which type a share is to have, and what it is called. */
@Component
final class TypesOfShares {

    private final ShareTypeReads types;
    private final DefaultTypeProperties defaults;

    TypesOfShares(ShareTypeReads types, DefaultTypeProperties defaults) {
        this.types = types;
        this.defaults = defaults;
    }

    /**
     * A type as far as a share needs it.
     *
     * @param id null where there is none, which ends in an error
     */
    record Type(@Nullable ShareTypeId id, @Nullable String name, ShareCapabilities capabilities) {

        private static final Type NONE = new Type(null, null, ShareCapabilities.NONE);

        private static Type of(ShareTypeView view) {
            return new Type(view.id(), view.name(), ShareCapabilities.of(view.extraSpecs()));
        }
    }

    /**
     * The type of a new share: the one asked for, else that of the share whose snapshot it is made
     * from, else the default.
     *
     * @throws Fault if there is no such type, or it wants share servers
     */
    Type of(@Nullable String asked, @Nullable ShareView source, Caller caller) {
        if (asked == null && source != null) {
            return Optional.ofNullable(source.shareTypeId())
                    .flatMap(types::find)
                    .map(Type::of)
                    .orElse(Type.NONE);
        }
        Optional<ShareTypeView> view =
                asked == null ? byDefault() : Optional.of(visible(asked, caller));
        view.filter(type -> source == null)
                .map(type -> type.extraSpecs().getOrDefault("driver_handles_share_servers", ""))
                .flatMap(Formats::booleanText)
                .filter(handlesServers -> handlesServers)
                .ifPresent(_ -> {
                    throw Fault.badRequest(
                            "Share network must be set when the driver_handles_share_servers is"
                                    + " true.");
                });
        return view.map(Type::of).orElse(Type.NONE);
    }

    private Optional<ShareTypeView> byDefault() {
        return Optional.ofNullable(defaults.share()).flatMap(types::findByName);
    }

    private ShareTypeView visible(String asked, Caller caller) {
        Optional<ShareTypeView> found =
                Uuids.isLike(asked)
                        ? Uuids.canonical(asked).map(ShareTypeId::new).flatMap(types::find)
                        : types.findByName(asked);
        return found.filter(type -> caller.admin() || type.isOpenTo(caller.projectId()))
                .orElseThrow(ShareFaults::typeNotFound);
    }

    /** What types are called, for one answer. */
    Names names() {
        return new Names();
    }

    /** What types are called; each is looked for once. */
    final class Names {

        private final Map<ShareTypeId, Optional<String>> known = new HashMap<>();

        /** What it is called, null if there is none. */
        @Nullable String of(@Nullable ShareTypeId id) {
            return id == null ? null : known.computeIfAbsent(id, this::read).orElse(null);
        }

        private Optional<String> read(ShareTypeId id) {
            return types.find(id).map(ShareTypeView::name);
        }
    }
}
