package io.snapledger.gateway.schema;

import java.util.BitSet;

/**
 * The characters allowed in descriptions: what is printable by this Java's Unicode tables, up to
 * U+FFFE.
 */
final class PrintableText {

    private static final int END = 0xFFFF;
    private static final BitSet ALLOWED = allowed();

    /** The pattern as upstream's messages print it; its ranges follow the Unicode version. */
    static final String PATTERN = "^[" + ranges() + "]*$";

    private PrintableText() {}

    static boolean matches(String text) {
        // Python's $ lets one line break pass at the very end.
        int end = text.endsWith("\n") ? text.length() - 1 : text.length();
        return text.substring(0, end).codePoints().allMatch(ALLOWED::get);
    }

    private static BitSet allowed() {
        BitSet allowed = new BitSet(END);
        for (int point = 0; point < END; point++) {
            boolean other =
                    switch (Character.getType(point)) {
                        case Character.CONTROL,
                                Character.FORMAT,
                                Character.SURROGATE,
                                Character.PRIVATE_USE,
                                Character.UNASSIGNED,
                                Character.LINE_SEPARATOR,
                                Character.PARAGRAPH_SEPARATOR ->
                                true;
                        default -> false;
                    };
            allowed.set(point, !other);
        }
        return allowed;
    }

    private static String ranges() {
        StringBuilder ranges = new StringBuilder();
        for (int first = ALLOWED.nextSetBit(0); first >= 0; ) {
            int end = ALLOWED.nextClearBit(first);
            appendEscaped(ranges, first);
            if (end - 1 > first) {
                appendEscaped(ranges.append('-'), end - 1);
            }
            first = ALLOWED.nextSetBit(end);
        }
        return ranges.toString();
    }

    // Python's re.escape: of the end points there are, only these two are special.
    private static void appendEscaped(StringBuilder ranges, int point) {
        if (point == ' ' || point == '~') {
            ranges.append('\\');
        }
        ranges.appendCodePoint(point);
    }
}
