package io.snapledger.query.table;

import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How many rows PostgreSQL looks at to answer a statement, those it leaves out included. */
final class RowsRead {

    private RowsRead() {}

    static long by(JdbcClient jdbc, String statement, Map<String, ?> parameters) {
        String plan =
                jdbc.sql("explain (analyze, format json) " + statement)
                        .params(parameters)
                        .query(String.class)
                        .single();
        return of(JsonMapper.shared().readTree(plan).get(0).get("Plan"));
    }

    private static long of(JsonNode node) {
        long rows = 0;
        if (node.get("Node Type").stringValue().endsWith("Scan")) {
            double each =
                    node.get("Actual Rows").doubleValue()
                            + node.path("Rows Removed by Filter").doubleValue(0)
                            + node.path("Rows Removed by Index Recheck").doubleValue(0);
            rows = Math.round(each * node.get("Actual Loops").doubleValue());
        }
        for (JsonNode child : node.path("Plans")) {
            rows += of(child);
        }
        return rows;
    }
}
