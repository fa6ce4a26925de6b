package io.snapledger.command.quota.domain;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.snapledger.contract.quota.QuotaCommand.ChangeQuotaLimits;
import io.snapledger.contract.quota.QuotaCommand.ConfigureQuotas;
import io.snapledger.contract.quota.QuotaCommand.RemoveQuotaLimits;
import io.snapledger.contract.quota.QuotaEvent;
import io.snapledger.contract.quota.QuotaEvent.QuotaLimitsChanged;
import io.snapledger.contract.quota.QuotaEvent.QuotaLimitsRemoved;
import io.snapledger.contract.quota.QuotaEvent.QuotasConfigured;
import io.snapledger.contract.quota.QuotaLimit;
import io.snapledger.contract.quota.QuotaScope;
import io.snapledger.contract.quota.QuotaSetId;
import io.snapledger.contract.sharetype.ShareTypeId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.jspecify.annotations.Nullable;

/** The limits of one scope. It has no status and no end: a scope without limits has the default. */
@AggregateRoot(type = "quota-set")
public class QuotaSet {

    // By the resource's stored word and, where it is a type's own limit, the type.
    private Map<String, Integer> limits = new LinkedHashMap<>();

    @AggregateIdentifier private QuotaSetId id;
    private QuotaScope scope;
    private boolean snapshotsTakeGigabytes;

    @SuppressWarnings("NullAway.Init") // Axon fills it from the events
    protected QuotaSet() {}

    @SuppressWarnings("NullAway.Init")
    public QuotaSet(ChangeQuotaLimits command) {
        apply(
                new QuotaLimitsChanged(
                        command.id(), command.scope(), command.limits(), command.at()));
    }

    @SuppressWarnings("NullAway.Init")
    public QuotaSet(ConfigureQuotas command) {
        configured(command);
    }

    /** Whether it has a limit of its own for that. */
    public boolean limits(QuotaLimit limit) {
        return limits.containsKey(key(limit));
    }

    /** Sets limits; those that are as they were make no fact. */
    public void change(ChangeQuotaLimits command) {
        List<QuotaLimit> changed =
                command.limits().stream()
                        .filter(limit ->
                                !Integer.valueOf(limit.limit()).equals(limits.get(key(limit))))
                        .toList();
        if (!changed.isEmpty()) {
            apply(new QuotaLimitsChanged(id, scope, changed, command.at()));
        }
    }

    /** Takes them away, all or those of one type. */
    public void remove(RemoveQuotaLimits command) {
        if (limits.keySet().stream().anyMatch(key -> isOf(command.shareTypeId(), key))) {
            apply(new QuotaLimitsRemoved(id, scope, command.shareTypeId(), command.at()));
        }
    }

    /** Takes the settings' word; if it is as before, that is no fact. */
    public void configure(ConfigureQuotas command) {
        Map<String, Integer> configured = new HashMap<>();
        command.limits().forEach(limit -> configured.put(key(limit), limit.limit()));
        if (!configured.equals(limits)
                || command.snapshotsTakeGigabytes() != snapshotsTakeGigabytes) {
            configured(command);
        }
    }

    private static void configured(ConfigureQuotas command) {
        apply(
                new QuotasConfigured(
                        command.id(),
                        command.scope(),
                        command.limits(),
                        command.snapshotsTakeGigabytes(),
                        command.at()));
    }

    @EventSourcingHandler
    void on(QuotaEvent event) {
        id = event.id();
        scope = event.scope();
        switch (event) {
            case QuotaLimitsChanged changed -> remember(changed.limits());
            case QuotaLimitsRemoved removed ->
                    limits.keySet().removeIf(key -> isOf(removed.shareTypeId(), key));
            case QuotasConfigured configured -> {
                limits.clear();
                remember(configured.limits());
                snapshotsTakeGigabytes = configured.snapshotsTakeGigabytes();
            }
        }
    }

    private void remember(List<QuotaLimit> changed) {
        changed.forEach(limit -> limits.put(key(limit), limit.limit()));
    }

    private static boolean isOf(@Nullable ShareTypeId type, String key) {
        return type == null || key.endsWith(' ' + type.toString());
    }

    private static String key(QuotaLimit limit) {
        String resource = limit.resource().storedWord();
        return limit.typeId() == null ? resource : resource + ' ' + limit.typeId();
    }
}
