package io.snapledger.command.quota.automation;

import io.snapledger.command.axon.LookUp;
import io.snapledger.command.quota.QuotaLimits;
import io.snapledger.contract.quota.QuotaCatalogue;
import io.snapledger.contract.quota.QuotaEvent;
import io.snapledger.contract.quota.QuotaEvent.QuotaLimitsChanged;
import io.snapledger.contract.quota.QuotaEvent.QuotaLimitsRemoved;
import io.snapledger.contract.quota.QuotaEvent.QuotasConfigured;
import io.snapledger.contract.quota.QuotaScope;
import io.snapledger.contract.sharetype.ShareTypeId;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Keeps the limits where usage is kept. */
@Component
class QuotaLimitLookUp implements LookUp {

    private final QuotaLimits limits;

    QuotaLimitLookUp(QuotaLimits limits) {
        this.limits = limits;
    }

    @EventHandler
    void on(QuotaEvent event) {
        switch (event) {
            case QuotaLimitsChanged changed -> set(changed);
            case QuotaLimitsRemoved removed -> remove(removed);
            // Each instance enforces the settings that it was started with.
            case QuotasConfigured _ -> {}
        }
    }

    private void set(QuotaLimitsChanged changed) {
        switch (changed.scope().kind()) {
            case PROJECT ->
                    limits.setOfProject(
                            changed.scope().catalogue(), changed.scope().name(), changed.limits());
            case CLASS -> {
                // No project is ever put into another class.
                QuotaCatalogue catalogue = changed.scope().catalogue();
                if (changed.scope().equals(QuotaScope.defaultClass(catalogue))) {
                    limits.setOfDefaultClass(catalogue, changed.limits());
                }
            }
            case SETTINGS -> {}
        }
    }

    private void remove(QuotaLimitsRemoved removed) {
        QuotaScope scope = removed.scope();
        ShareTypeId type = removed.shareTypeId();
        if (type == null) {
            limits.removeOfProject(scope.catalogue(), scope.name());
        } else {
            limits.removeOfType(scope.catalogue(), scope.name(), type.value());
        }
    }
}
