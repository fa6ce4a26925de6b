package io.snapledger.gateway.schema;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a dict of texts and numbers as Python writes it, for example {@code {'a': 'b', 'n': 1}}:
 * the part of {@code ast.literal_eval} that a filter can be matched with.
 */
public final class PythonDict {

    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(?:\\.\\d+)?");
    private static final Map<Character, String> ESCAPES =
            Map.ofEntries(
                    Map.entry('n', "\n"),
                    Map.entry('t', "\t"),
                    Map.entry('r', "\r"),
                    Map.entry('b', "\b"),
                    Map.entry('f', "\f"),
                    Map.entry('a', "\u0007"),
                    Map.entry('v', "\u000b"),
                    Map.entry('\\', "\\"),
                    Map.entry('\'', "'"),
                    Map.entry('"', "\""));

    private final String text;
    private int at;

    private PythonDict(String text) {
        this.text = text;
    }

    /** The entries, numbers as texts; empty if it is anything else. */
    public static Optional<Map<String, String>> read(String text) {
        Map<String, String> entries = new PythonDict(text).dict();
        return Optional.ofNullable(entries);
    }

    private @Nullable Map<String, String> dict() {
        Map<String, String> entries = new LinkedHashMap<>();
        if (!take('{')) {
            return null;
        }
        while (!take('}')) {
            String key = value();
            String value = key != null && take(':') ? value() : null;
            if (key == null || value == null) {
                return null;
            }
            entries.put(key, value);
            if (!take(',') && !isNext('}')) {
                return null;
            }
        }
        skipBlanks();
        return at == text.length() ? entries : null;
    }

    private @Nullable String value() {
        skipBlanks();
        if (at < text.length() && (text.charAt(at) == 'u' || text.charAt(at) == 'U')) {
            at++;
        }
        if (at < text.length() && (text.charAt(at) == '\'' || text.charAt(at) == '"')) {
            return string(text.charAt(at++));
        }
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (!number.lookingAt()) {
            return null;
        }
        at = number.end();
        return number.group();
    }

    // Null where the text does not end, or has an escape or a character that no text of ours has.
    private @Nullable String string(char quote) {
        StringBuilder string = new StringBuilder();
        while (at < text.length()) {
            char next = text.charAt(at++);
            if (next == quote) {
                return StorableText.isStorable(string.toString()) ? string.toString() : null;
            }
            String character = next == '\\' ? escaped() : String.valueOf(next);
            if (character == null || next == '\n') {
                return null;
            }
            string.append(character);
        }
        return null;
    }

    private @Nullable String escaped() {
        if (at == text.length()) {
            return null;
        }
        char kind = text.charAt(at++);
        int digits =
                switch (kind) {
                    case 'x' -> 2;
                    case 'u' -> 4;
                    case 'U' -> 8;
                    default -> 0;
                };
        if (digits == 0) {
            return ESCAPES.getOrDefault(kind, "\\" + kind);
        }
        String code = at + digits > text.length() ? "" : text.substring(at, at + digits);
        at += digits;
        if (!code.matches("\\p{XDigit}+")) {
            return null;
        }
        long point = Long.parseLong(code, 16);
        return point <= Character.MAX_CODE_POINT ? Character.toString((int) point) : null;
    }

    private boolean take(char wanted) {
        boolean next = isNext(wanted);
        if (next) {
            at++;
        }
        return next;
    }

    private boolean isNext(char wanted) {
        skipBlanks();
        return at < text.length() && text.charAt(at) == wanted;
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }
}
