package io.snapledger.operations.trace;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A span as another process is told of it: W3C Trace Context, section 3.2.
 *
 * @param sampled whether it is recorded
 */
record TraceParent(String traceId, String spanId, boolean sampled) {

    private static final Pattern FORM =
            Pattern.compile("(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

    private static final String NO_TRACE = "0".repeat(32);
    private static final String NO_SPAN = "0".repeat(16);

    /** Empty where the text is none: what others sent is worth no failure. */
    static Optional<TraceParent> of(@Nullable String text) {
        Matcher form = FORM.matcher(text == null ? "" : text);
        return form.matches() && !form.group(1).equals(NO_TRACE) && !form.group(2).equals(NO_SPAN)
                ? Optional.of(
                        new TraceParent(
                                form.group(1),
                                form.group(2),
                                (Integer.parseInt(form.group(3), 16) & 1) == 1))
                : Optional.empty();
    }

    String text() {
        return "00-" + traceId + "-" + spanId + (sampled ? "-01" : "-00");
    }
}
