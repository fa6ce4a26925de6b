package io.snapledger.gateway.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The right side of a check: text with {@code %(key)s} for facts about the target. */
record Template(List<Part> parts) {

    private static final Pattern PLACE = Pattern.compile("%\\(([^)]*)\\)s");

    sealed interface Part {
        record Text(String text) implements Part {}

        record Key(String key) implements Part {}
    }

    static Template of(String source) {
        List<Part> parts = new ArrayList<>();
        Matcher places = PLACE.matcher(source);
        int from = 0;
        while (places.find()) {
            if (places.start() > from) {
                parts.add(new Part.Text(source.substring(from, places.start())));
            }
            parts.add(new Part.Key(places.group(1)));
            from = places.end();
        }
        if (from < source.length() || parts.isEmpty()) {
            parts.add(new Part.Text(source.substring(from)));
        }
        return new Template(List.copyOf(parts));
    }

    /**
     * The text for this target.
     *
     * @return null if the target lacks a key, or has no value for it, so that a caller without a
     *     project never owns a thing without a project
     */
    @Nullable String fill(Target target) {
        if (parts.size() == 1 && parts.getFirst() instanceof Part.Text(String text)) {
            return text;
        }
        StringBuilder filled = new StringBuilder();
        for (Part part : parts) {
            String text =
                    switch (part) {
                        case Part.Text(String plain) -> plain;
                        case Part.Key(String key) -> value(target, key);
                    };
            if (text == null) {
                return null;
            }
            filled.append(text);
        }
        return filled.toString();
    }

    private static @Nullable String value(Target target, String key) {
        return switch (key) {
            case "project_id" -> target.projectId();
            case "user_id" -> target.userId();
            // oslo_policy/_checks.py, GenericCheck: a key the target does not have fails the check.
            default -> null;
        };
    }
}
