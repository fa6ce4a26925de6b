package io.snapledger.command.quota;

import io.snapledger.command.axon.BuiltIn;
import io.snapledger.contract.quota.QuotaCommand.ConfigureQuotas;
import io.snapledger.contract.quota.QuotaScope;
import io.snapledger.contract.quota.QuotaSetId;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Makes the settings of this start known to those who show quotas. */
@Component
class ConfiguredQuotas implements BuiltIn {

    private final QuotaProperties properties;

    ConfiguredQuotas(QuotaProperties properties) {
        this.properties = properties;
    }

    @Override
    public Object creation(Instant at) {
        return new ConfigureQuotas(
                QuotaSetId.of(QuotaScope.SETTINGS),
                properties.limits(),
                properties.snapshotsTakeGigabytes(),
                at);
    }
}
