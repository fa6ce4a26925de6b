package io.snapledger.command.health;

import io.snapledger.eventlog.background.Watch;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Whether commands can be stored: a transaction that writes is committed now and then. Readiness
 * asks this, so that requests go where they can be served.
 */
@Component
final class StoringHealthIndicator extends Watch<Instant> implements HealthIndicator {

    private static final Duration EVERY = Duration.ofSeconds(2);

    // A few bytes of the write-ahead log that nobody reads: what commits this can commit events.
    private static final String WRITE =
            """
            select pg_logical_emit_message(true, 'snapledger.probe', '')::text,
              current_setting('transaction_read_only')
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    StoringHealthIndicator(JdbcClient jdbc, PlatformTransactionManager transactions) {
        super("storing-probe", EVERY);
        this.jdbc = jdbc;
        this.transactions = new TransactionTemplate(transactions);
    }

    @Override
    protected Instant look() {
        String readOnly =
                transactions.execute(
                        _ -> jdbc.sql(WRITE).query((row, _) -> row.getString(2)).single());
        if (!"off".equals(readOnly)) {
            throw new IllegalStateException("the database takes no writes");
        }
        return Instant.now();
    }

    @Override
    public Health health() {
        return last().map(at -> Health.up().withDetail("last_stored", at.toString()).build())
                .orElseGet(() ->
                        Health.down()
                                .withDetail(
                                        "reason",
                                        trouble().orElse("nothing was stored for a while"))
                                .build());
    }
}
