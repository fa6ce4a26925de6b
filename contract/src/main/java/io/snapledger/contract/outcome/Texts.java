package io.snapledger.contract.outcome;

/** What of an agent's texts can be kept. */
public final class Texts {

    private static final int MAX_NAME = 255;
    private static final int REPLACEMENT = 0xFFFD;

    private Texts() {}

    /** The text with U+0000 and unpaired surrogates replaced, cut to so many characters. */
    static String storable(String text, int atMost) {
        return text.codePoints()
                .limit(atMost)
                .map(point -> isStorable(point) ? point : REPLACEMENT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Refuses what is empty, too long or not printable. */
    public static void requireName(String text, String what) {
        boolean good =
                !text.isEmpty()
                        && text.length() <= MAX_NAME
                        && text.codePoints()
                                .allMatch(point ->
                                        isStorable(point) && !Character.isISOControl(point));
        if (!good) {
            throw new IllegalArgumentException(
                    what + " must be 1 to " + MAX_NAME + " printable characters");
        }
    }

    private static boolean isStorable(int point) {
        return point != 0
                && !(point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }
}
