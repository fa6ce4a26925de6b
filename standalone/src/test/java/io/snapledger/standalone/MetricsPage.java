package io.snapledger.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What docs/operations/metrics.md says of our metrics. */
final class MetricsPage {

    static final Path REPOSITORY =
            Path.of(System.getProperty("basedir", ""), "..").toAbsolutePath().normalize();

    private static final Pattern ROW =
            Pattern.compile(
                    "\\| `(snapledger\\.[a-z.]+)` \\| `(\\w+)` \\| (\\w+) \\| ([^|]*)\\| (.+) \\|");

    private MetricsPage() {}

    /**
     * One metric of ours.
     *
     * @param exposedName that of Prometheus
     * @param needsKeystone whether it is there with Keystone only
     * @param betweenProcesses whether it is there only where services call each other
     */
    record Row(
            String name,
            String exposedName,
            String type,
            Set<String> labels,
            boolean needsKeystone,
            boolean betweenProcesses) {}

    static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(REPOSITORY.resolve("docs/operations/metrics.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                rows.add(
                        new Row(
                                row.group(1),
                                row.group(2),
                                row.group(3),
                                labels(row.group(4)),
                                row.group(5).startsWith("with Keystone"),
                                row.group(5).startsWith("between processes")));
            }
        }
        return rows;
    }

    private static Set<String> labels(String cell) {
        return Pattern.compile("`(\\w+)`")
                .matcher(cell)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
