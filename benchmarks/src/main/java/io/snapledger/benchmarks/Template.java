package io.snapledger.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A logged parameter in which some words are others each time it is used. */
final class Template {

    private static final String BYTES = "\\x";

    // A small number may also be a piece of a time or of an id.
    private static final String NOT_AFTER = "(?<![0-9a-f][-+:.])\\b(?:";
    private static final String NOT_BEFORE = ")\\b(?![-+:.][0-9a-f])";

    private final boolean bytes;
    private final List<String> pieces;

    private Template(boolean bytes, List<String> pieces) {
        this.bytes = bytes;
        this.pieces = pieces;
    }

    /**
     * Finds the words; in what was logged as hexadecimal bytes too, which is JSON underneath.
     *
     * @param words which change, whole
     */
    static Template of(String logged, Iterable<String> words) {
        boolean bytes = logged.startsWith(BYTES);
        if (!bytes) {
            return new Template(false, split(logged, words));
        }
        // Every byte is one character here, so what is not text survives as well.
        String text =
                new String(
                        HexFormat.of().parseHex(logged.substring(BYTES.length())),
                        StandardCharsets.ISO_8859_1);
        return new Template(true, split(text, words));
    }

    boolean isBytes() {
        return bytes;
    }

    String text(Map<String, String> replacements) {
        StringBuilder text = new StringBuilder();
        for (String piece : pieces) {
            text.append(replacements.getOrDefault(piece, piece));
        }
        return text.toString();
    }

    byte[] bytes(Map<String, String> replacements) {
        return text(replacements).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static List<String> split(String text, Iterable<String> words) {
        List<String> quoted = new ArrayList<>();
        words.forEach(word -> quoted.add(Pattern.quote(word)));
        if (quoted.isEmpty()) {
            return List.of(text);
        }
        Matcher found =
                Pattern.compile(
                                quoted.stream()
                                        .collect(Collectors.joining("|", NOT_AFTER, NOT_BEFORE)))
                        .matcher(text);
        List<String> pieces = new ArrayList<>();
        int from = 0;
        while (found.find()) {
            pieces.add(text.substring(from, found.start()));
            pieces.add(found.group());
            from = found.end();
        }
        pieces.add(text.substring(from));
        return List.copyOf(pieces);
    }
}
