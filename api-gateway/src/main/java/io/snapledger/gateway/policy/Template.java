package io.snapledger.gateway.policy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The right side of a check: text with {@code %(key)s} for facts about the target, and {@code %%}
 * for a percent sign, as Python fills it in.
 */
record Template(List<Part> parts, String source) {

    sealed interface Part {
        record Text(String text) implements Part {}

        record Key(String key) implements Part {}
    }

    /**
     * Reads a template.
     *
     * @throws PolicyRefused if a percent sign begins neither of the two
     */
    static Template of(String source) {
        List<Part> parts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < source.length(); i++) {
            char c = source.charAt(i);
            if (c != '%') {
                text.append(c);
            } else if (source.startsWith("%%", i)) {
                text.append('%');
                i++;
            } else {
                int end = source.startsWith("%(", i) ? source.indexOf(")s", i) : -1;
                if (end < 0) {
                    throw new PolicyRefused(
                            "\"" + source + "\" has a \"%\" that is neither %(name)s nor %%");
                }
                if (!text.isEmpty()) {
                    parts.add(new Part.Text(text.toString()));
                    text.setLength(0);
                }
                parts.add(new Part.Key(source.substring(i + 2, end)));
                i = end + 1;
            }
        }
        if (!text.isEmpty() || parts.isEmpty()) {
            parts.add(new Part.Text(text.toString()));
        }
        return new Template(List.copyOf(parts), source);
    }

    /** Whether it says the same of every target. */
    boolean isPlain() {
        return parts.stream().allMatch(Part.Text.class::isInstance);
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
                        case Part.Key(String key) -> target.value(key);
                    };
            if (text == null) {
                return null;
            }
            filled.append(text);
        }
        return filled.toString();
    }

    @Override
    public String toString() {
        return source;
    }
}
