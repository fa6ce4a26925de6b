package io.snapledger.query.quota;

import io.snapledger.contract.quota.QuotaEvent;
import io.snapledger.contract.quota.QuotaEvent.QuotaLimitsChanged;
import io.snapledger.contract.quota.QuotaEvent.QuotaLimitsRemoved;
import io.snapledger.contract.quota.QuotaEvent.QuotasConfigured;
import io.snapledger.contract.sharetype.ShareTypeId;
import io.snapledger.query.projection.Projection;
import io.snapledger.query.projection.Rows;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How the events of a scope make its limits. */
@Component
final class QuotaSetProjection implements Projection<QuotaEvent, QuotaSetRow> {

    private final QuotaSetTable table;

    QuotaSetProjection(QuotaSetTable table) {
        this.table = table;
    }

    @Override
    public Class<QuotaEvent> family() {
        return QuotaEvent.class;
    }

    @Override
    public @Nullable QuotaSetRow after(@Nullable QuotaSetRow row, QuotaEvent event) {
        return fold(row, event);
    }

    @Override
    public Rows<QuotaSetRow> rows() {
        return table;
    }

    static @Nullable QuotaSetRow fold(@Nullable QuotaSetRow row, QuotaEvent event) {
        return switch (event) {
            case QuotaLimitsChanged changed -> orEmpty(row, changed).with(changed.limits());
            case QuotaLimitsRemoved removed -> {
                QuotaSetRow existing = Projection.existing(row, removed);
                ShareTypeId type = removed.shareTypeId();
                // A scope without limits begins again with its next one.
                yield type == null ? null : existing.without(type);
            }
            case QuotasConfigured configured ->
                    new QuotaSetRow(
                            configured.id(),
                            configured.scope(),
                            configured.limits(),
                            configured.snapshotsTakeGigabytes());
        };
    }

    private static QuotaSetRow orEmpty(@Nullable QuotaSetRow row, QuotaEvent event) {
        return row == null ? new QuotaSetRow(event.id(), event.scope(), List.of(), false) : row;
    }
}
