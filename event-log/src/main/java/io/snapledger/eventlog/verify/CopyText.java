package io.snapledger.eventlog.verify;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** A row as PostgreSQL's {@code COPY … TO} writes it in its text format. */
final class CopyText {

    // 2026-01-31 12:00:00.123456+00, +05:30, -03:30:15
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder()
                    .appendPattern("uuuu-MM-dd HH:mm:ss")
                    .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
                    .appendOffset("+HH:mm:ss", "+00")
                    .toFormatter(Locale.ROOT);

    private final List<String> columns;
    private final List<String> cells;

    CopyText(List<String> columns, String line) {
        this.columns = columns;
        this.cells = Arrays.asList(line.split("\t", -1));
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException(
                    "there are " + cells.size() + " cells for " + columns.size() + " columns");
        }
    }

    String text(String column) {
        int index = columns.indexOf(column);
        if (index < 0) {
            throw new IllegalArgumentException("there is no column " + column);
        }
        String cell = cells.get(index);
        if (cell.equals("\\N")) {
            throw new IllegalArgumentException(column + " is null");
        }
        return cell.indexOf('\\') < 0 ? cell : unescaped(cell);
    }

    boolean has(String column) {
        int index = columns.indexOf(column);
        return index >= 0 && !cells.get(index).equals("\\N");
    }

    long number(String column) {
        return Long.parseLong(text(column));
    }

    UUID uuid(String column) {
        return UUID.fromString(text(column));
    }

    byte[] bytes(String column) {
        String hex = text(column);
        if (!hex.startsWith("\\x")) {
            throw new IllegalArgumentException(column + " is not written as hexadecimal digits");
        }
        return HexFormat.of().parseHex(hex, 2, hex.length());
    }

    Instant time(String column) {
        return TIME.parse(text(column), OffsetDateTime::from).toInstant();
    }

    private static String unescaped(String cell) {
        StringBuilder text = new StringBuilder(cell.length());
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c != '\\' || i + 1 == cell.length()) {
                text.append(c);
                continue;
            }
            char escaped = cell.charAt(++i);
            text.append(
                    switch (escaped) {
                        case 'b' -> '\b';
                        case 'f' -> '\f';
                        case 'n' -> '\n';
                        case 'r' -> '\r';
                        case 't' -> '\t';
                        case 'v' -> '\u000b';
                        default -> escaped;
                    });
        }
        return text.toString();
    }
}
