package io.snapledger.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The same rows by plain JDBC in the same transactions: what the database gives at most. */
final class RawWrites {

    private final Replay replay;

    /** Above every position that was ever logged. */
    private final AtomicLong nextPosition = new AtomicLong(System.nanoTime() | 1L << 60);

    private final LongAdder carriedOut = new LongAdder();

    RawWrites(Replay replay) {
        this.replay = replay;
    }

    /**
     * How long each time took to carry all of them out.
     *
     * @param carriedOut how often, with the warm-up
     */
    record Measured(long carriedOut, List<Long> microseconds) {}

    Measured measure() throws InterruptedException {
        long begin = System.nanoTime();
        long from = begin + nanos(replay.warmUpSeconds());
        long until = from + nanos(replay.seconds());
        List<Long> all = new ArrayList<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(replay.connections())) {
            List<Future<List<Long>>> parts = new ArrayList<>();
            for (int i = 0; i < replay.connections(); i++) {
                parts.add(clients.submit(() -> client(from, until)));
            }
            for (Future<List<Long>> part : parts) {
                try {
                    all.addAll(part.get());
                } catch (ExecutionException e) {
                    throw new IllegalStateException("The rows cannot be written", e.getCause());
                }
            }
        }
        return new Measured(carriedOut.sum(), all);
    }

    private static long nanos(double seconds) {
        return (long) (seconds * 1e9);
    }

    private List<Long> client(long from, long until) throws SQLException {
        List<Long> microseconds = new ArrayList<>();
        try (Connection connection =
                DriverManager.getConnection(replay.url(), replay.user(), replay.password())) {
            connection.setAutoCommit(false);
            List<Transaction> transactions = new ArrayList<>();
            for (List<Replay.Step> steps : replay.transactions()) {
                transactions.add(new Transaction(connection, steps));
            }
            long now = System.nanoTime();
            while (now < until) {
                Map<String, String> replacements = replacements();
                for (Transaction transaction : transactions) {
                    transaction.carryOut(replacements);
                    connection.commit();
                }
                carriedOut.increment();
                long end = System.nanoTime();
                if (now >= from && end <= until) {
                    microseconds.add(TimeUnit.NANOSECONDS.toMicros(end - now));
                }
                now = end;
            }
        }
        return microseconds;
    }

    private Map<String, String> replacements() {
        Map<String, String> replacements = new HashMap<>();
        replay.fresh().forEach(id -> replacements.put(id, UUID.randomUUID().toString()));
        replay.positions()
                .forEach(position ->
                        replacements.put(position, Long.toString(nextPosition.getAndIncrement())));
        return replacements;
    }

    /** Statements that are prepared once; the same one several times in a row is one batch. */
    private final class Transaction {

        private final List<Batch> batches = new ArrayList<>();

        Transaction(Connection connection, List<Replay.Step> steps) throws SQLException {
            Map<String, PreparedStatement> prepared = new LinkedHashMap<>();
            for (Replay.Step step : steps) {
                PreparedStatement statement = prepared.get(step.sql());
                if (statement == null) {
                    statement = connection.prepareStatement(step.sql());
                    prepared.put(step.sql(), statement);
                }
                if (batches.isEmpty() || batches.getLast().statement() != statement) {
                    batches.add(new Batch(statement, new ArrayList<>()));
                }
                batches.getLast().rows().add(templates(step));
            }
        }

        private List<@Nullable Template> templates(Replay.Step step) {
            // A small number may be anything: positions are only looked for where the statement
            // speaks of them.
            List<String> words = new ArrayList<>(replay.fresh());
            if (step.sql().contains("position")) {
                words.addAll(replay.positions());
            }
            List<@Nullable Template> templates = new ArrayList<>();
            for (String parameter : step.parameters()) {
                templates.add(parameter == null ? null : Template.of(parameter, words));
            }
            return templates;
        }

        void carryOut(Map<String, String> replacements) throws SQLException {
            for (Batch batch : batches) {
                batch.carryOut(replacements);
            }
        }
    }

    /** One statement and the rows of parameters it is sent with. */
    private record Batch(PreparedStatement statement, List<List<@Nullable Template>> rows) {

        void carryOut(Map<String, String> replacements) throws SQLException {
            for (List<@Nullable Template> row : rows) {
                for (int i = 0; i < row.size(); i++) {
                    Template template = row.get(i);
                    if (template == null) {
                        statement.setNull(i + 1, Types.OTHER);
                    } else if (template.isBytes()) {
                        statement.setBytes(i + 1, template.bytes(replacements));
                    } else {
                        statement.setString(i + 1, template.text(replacements));
                    }
                }
                if (rows.size() > 1) {
                    statement.addBatch();
                }
            }
            if (rows.size() > 1) {
                statement.executeBatch();
            } else {
                statement.execute();
            }
        }
    }
}
