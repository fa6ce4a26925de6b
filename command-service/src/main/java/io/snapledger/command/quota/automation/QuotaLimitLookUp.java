package io.snapledger.command.quota.automation;

import io.snapledger.command.axon.LookUp;
import io.snapledger.command.quota.QuotaLimits;
import io.snapledger.contract.quota.QuotaEvent;
import io.snapledger.contract.quota.QuotaEvent.QuotaLimitsChanged;
import io.snapledger.contract.quota.QuotaEvent.QuotaLimitsRemoved;
import io.snapledger.contract.quota.QuotaEvent.QuotasConfigured;
import io.snapledger.contract.quota.QuotaScope;
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
            case QuotaLimitsRemoved removed -> limits.removeOfProject(removed.scope().name());
            // Each instance enforces the settings that it was started with.
            case QuotasConfigured _ -> {}
        }
    }

    private void set(QuotaLimitsChanged changed) {
        switch (changed.scope().kind()) {
            case PROJECT -> limits.setOfProject(changed.scope().name(), changed.limits());
            case CLASS -> {
                // No project is ever put into another class.
                if (changed.scope().equals(QuotaScope.DEFAULT_CLASS)) {
                    limits.setOfDefaultClass(changed.limits());
                }
            }
            case SETTINGS -> {}
        }
    }
}
