package io.snapledger.query.quota;

import io.snapledger.contract.quota.QuotaEvent;
import io.snapledger.contract.quota.QuotaEvent.QuotaLimitsChanged;
import io.snapledger.contract.quota.QuotaEvent.QuotaLimitsRemoved;
import io.snapledger.contract.quota.QuotaEvent.QuotasConfigured;
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
            // A scope without limits begins again with its next one.
            case QuotaLimitsRemoved removed -> {
                Projection.existing(row, removed);
                yield null;
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
