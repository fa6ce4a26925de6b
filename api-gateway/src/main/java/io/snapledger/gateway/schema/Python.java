package io.snapledger.gateway.schema;

import java.math.BigDecimal;
import java.util.List;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/** Upstream's messages print values as Python does; clients have come to know them so. */
public final class Python {

    private Python() {}

    /** {@code str(value)}: text as it is, anything else as {@link #repr(JsonNode)}. */
    public static String str(JsonNode value) {
        return value.isString() ? value.stringValue() : repr(value);
    }

    /** {@code repr(value)}. */
    public static String repr(JsonNode value) {
        return switch (value.getNodeType()) {
            case NULL, MISSING -> "None";
            case BOOLEAN -> value.booleanValue() ? "True" : "False";
            case STRING -> repr(value.stringValue());
            case NUMBER ->
                    value.isIntegralNumber()
                            ? value.bigIntegerValue().toString()
                            : repr(value.doubleValue());
            case ARRAY -> {
                StringJoiner items = new StringJoiner(", ", "[", "]");
                value.forEach(item -> items.add(repr(item)));
                yield items.toString();
            }
            case OBJECT -> {
                StringJoiner entries = new StringJoiner(", ", "{", "}");
                value.properties()
                        .forEach(entry ->
                                entries.add(repr(entry.getKey()) + ": " + repr(entry.getValue())));
                yield entries.toString();
            }
            case BINARY, POJO ->
                    throw new IllegalArgumentException("not a JSON value: " + value.getNodeType());
        };
    }

    /** {@code repr(list)} of texts. */
    public static String repr(List<String> texts) {
        StringJoiner items = new StringJoiner(", ", "[", "]");
        texts.forEach(text -> items.add(repr(text)));
        return items.toString();
    }

    /** {@code repr(tuple)} of texts; a tuple of one has a comma. */
    public static String tuple(List<String> texts) {
        StringJoiner items = new StringJoiner(", ", "(", texts.size() == 1 ? ",)" : ")");
        texts.forEach(text -> items.add(repr(text)));
        return items.toString();
    }

    /** {@code repr(text)}. */
    public static String repr(String text) {
        boolean doubleQuoted = text.indexOf('\'') >= 0 && text.indexOf('"') < 0;
        int quote = doubleQuoted ? '"' : '\'';
        StringBuilder repr = new StringBuilder(text.length() + 2).appendCodePoint(quote);
        text.codePoints().forEach(point -> appendEscaped(repr, point, quote));
        return repr.appendCodePoint(quote).toString();
    }

    private static void appendEscaped(StringBuilder repr, int point, int quote) {
        if (point == quote || point == '\\') {
            repr.append('\\').appendCodePoint(point);
        } else if (point == '\n') {
            repr.append("\\n");
        } else if (point == '\r') {
            repr.append("\\r");
        } else if (point == '\t') {
            repr.append("\\t");
        } else if (isPrintable(point)) {
            repr.appendCodePoint(point);
        } else if (point < 0x100) {
            repr.append("\\x%02x".formatted(point));
        } else if (point < 0x10000) {
            repr.append("\\u%04x".formatted(point));
        } else {
            repr.append("\\U%08x".formatted(point));
        }
    }

    /** {@code str.isprintable()} of one character. */
    static boolean isPrintable(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            case Character.SPACE_SEPARATOR -> point == ' ';
            default -> true;
        };
    }

    /** {@code repr(float)}: the shortest digits, with an exponent below 1e-4 and from 1e16 on. */
    static String repr(double number) {
        if (Double.isNaN(number)) {
            return "nan";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "inf" : "-inf";
        }
        String sign = Math.copySign(1.0, number) < 0 ? "-" : "";
        if (number == 0) {
            return sign + "0.0";
        }
        BigDecimal shortest =
                new BigDecimal(Double.toString(Math.abs(number))).stripTrailingZeros();
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (exponent < -4 || exponent >= 16) {
            String digits = shortest.unscaledValue().toString();
            String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
            String power = "%s%02d".formatted(exponent < 0 ? "-" : "+", Math.abs(exponent));
            return sign + digits.charAt(0) + fraction + "e" + power;
        }
        String plain = shortest.toPlainString();
        return sign + (plain.indexOf('.') < 0 ? plain + ".0" : plain);
    }

    /** {@code len(text)}: code points, not UTF-16 units. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** {@code text.strip()}. */
    public static String strip(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    // Neither isWhitespace nor isSpaceChar alone: Python's set is both together, and U+0085.
    private static boolean isSpace(char character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || character == '\u0085';
    }
}
