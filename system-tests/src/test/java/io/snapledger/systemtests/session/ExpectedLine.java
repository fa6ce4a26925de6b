package io.snapledger.systemtests.session;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One line that is expected, with places for what differs from run to run. */
final class ExpectedLine {

    private static final Pattern PLACE = Pattern.compile("\\{([^{}\\s]+)}");
    private static final Map<String, String> FORMS =
            Map.of(
                    "uuid", "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}",
                    "hex", "[0-9a-f]{32}",
                    "time", "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?",
                    "...", ".*");

    private final String text;

    ExpectedLine(String text) {
        this.text = text;
    }

    /** One blank where there were several, none at the end. */
    static String plain(String line) {
        return line.replaceAll("\\s+", " ").strip();
    }

    /**
     * Whether the line is that one.
     *
     * @param known values by name
     * @return what the line gives names to; empty if it is another line
     */
    Optional<Map<String, String>> matches(String line, Map<String, String> known) {
        Map<String, String> named = new LinkedHashMap<>();
        Matcher matcher = pattern(known, named).matcher(plain(line));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        named.replaceAll((name, _) -> matcher.group(name));
        return Optional.of(named);
    }

    private Pattern pattern(Map<String, String> known, Map<String, String> named) {
        String expected = plain(text);
        StringBuilder pattern = new StringBuilder();
        Matcher places = PLACE.matcher(expected);
        int from = 0;
        while (places.find()) {
            pattern.append(Pattern.quote(expected.substring(from, places.start())));
            String[] place = places.group(1).split("=", 2);
            String form = FORMS.get(place[place.length - 1]);
            if (place.length == 2 && form != null) {
                named.put(place[0], "");
                pattern.append("(?<").append(place[0]).append('>').append(form).append(')');
            } else if (form != null) {
                pattern.append(form);
            } else if (known.containsKey(place[0])) {
                pattern.append(Pattern.quote(known.get(place[0])));
            } else {
                pattern.append(Pattern.quote(places.group()));
            }
            from = places.end();
        }
        return Pattern.compile(pattern.append(Pattern.quote(expected.substring(from))).toString());
    }

    /** The text with known values in their places. */
    static String filled(String text, Map<String, String> known) {
        return PLACE.matcher(text)
                .replaceAll(place ->
                        Matcher.quoteReplacement(
                                known.getOrDefault(place.group(1), place.group())));
    }
}
