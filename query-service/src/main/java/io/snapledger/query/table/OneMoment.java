package io.snapledger.query.table;

import java.util.Collection;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads with several statements what was there at one moment.
 *
 * <p>It locks the tables before that moment. Otherwise tables made again could take the place of
 * the old ones after it: found by their name, while what was written to them after the moment could
 * not be seen. The lock keeps away nothing else.
 */
@Component
public final class OneMoment {

    private final JdbcClient views;
    private final TransactionTemplate transaction;

    OneMoment(JdbcClient views, PlatformTransactionManager transactions) {
        this.views = views;
        transaction = new TransactionTemplate(transactions);
        transaction.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        transaction.setReadOnly(true);
    }

    /**
     * Does some reading.
     *
     * @param tables all that it reads
     */
    public <T> T read(Collection<String> tables, Supplier<T> reading) {
        return transaction.execute(_ -> {
            // PostgreSQL takes the moment with the first statement that sees rows, not with this.
            views.sql("lock table " + String.join(", ", tables) + " in access share mode").update();
            return reading.get();
        });
    }
}
