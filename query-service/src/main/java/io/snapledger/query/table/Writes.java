package io.snapledger.query.table;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a batch of events writes: statements that are sent to PostgreSQL in one piece, so that
 * however many there are it is one way there and back. Each sees what those before it did.
 */
public final class Writes {

    private final StringJoiner statements = new StringJoiner(";\n");
    private final List<Object> parameters = new ArrayList<>();

    /**
     * Adds a statement, which must return no rows and not end with a comment, and its parameters in
     * their order.
     */
    public void add(String statement, List<?> ofStatement) {
        statements.add(statement);
        parameters.addAll(ofStatement);
    }

    /** Executes all of them, if there are any, in the transaction of the calling thread. */
    public void execute(JdbcClient jdbc) {
        if (statements.length() > 0) {
            jdbc.sql(statements.toString()).params(parameters).update();
        }
    }
}
