package io.snapledger.gateway.fault;

import org.jspecify.annotations.Nullable;

/** What a client wrote, so that it cannot write the log: one line, nothing that moves a cursor. */
public final class LogText {

    private static final int LONGEST = 2_000;

    private LogText() {}

    /** The text, with what is no printable character as {@code \\u000a}. */
    public static String of(@Nullable String text) {
        if (text == null) {
            return "";
        }
        StringBuilder escaped = new StringBuilder();
        text.codePoints()
                .limit(LONGEST)
                .forEach(c -> {
                    if (isPlain(c)) {
                        escaped.appendCodePoint(c);
                    } else {
                        escaped.append("\\u%04x".formatted(c));
                    }
                });
        return text.length() > LONGEST ? escaped + "…" : escaped.toString();
    }

    private static boolean isPlain(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED ->
                    false;
            default -> true;
        };
    }
}
