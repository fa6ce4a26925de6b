package io.snapledger.command.quota;

import io.snapledger.command.axon.BuiltIn;
import io.snapledger.contract.quota.QuotaCatalogue;
import io.snapledger.contract.quota.QuotaCommand.ConfigureQuotas;
import io.snapledger.contract.quota.QuotaScope;
import io.snapledger.contract.quota.QuotaSetId;
import java.time.Instant;

/** Makes the settings of this start known to those who show quotas: those of one catalogue. */
record ConfiguredQuotas(QuotaCatalogue catalogue, QuotaProperties properties) implements BuiltIn {

    @Override
    public Object creation(Instant at) {
        QuotaScope scope = QuotaScope.settings(catalogue);
        return new ConfigureQuotas(
                QuotaSetId.of(scope),
                scope,
                properties.limits(catalogue),
                properties.snapshotsTakeGigabytes(),
                at);
    }
}
