package io.snapledger.gateway.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;

/**
 * What can be told of a path at a glance: how many segments it has and which of them are fixed. It
 * spares the many routes that cannot be meant a match of their whole pattern.
 *
 * @param segments their texts; null for one that may be anything
 */
record PathShape(List<@Nullable String> segments) {

    /** The shape of a pattern; empty where it has more than fixed and free segments. */
    static Optional<PathShape> of(PathPattern pattern) {
        List<@Nullable String> segments = new ArrayList<>();
        String text = pattern.getPatternString();
        if (!text.startsWith("/") || text.endsWith("/")) {
            return Optional.empty();
        }
        for (String segment : text.substring(1).split("/", -1)) {
            boolean free = segment.matches("\\{[A-Za-z0-9_]+(:[^/]*)?}");
            if (!free && !segment.matches("[A-Za-z0-9_.:-]+")) {
                return Optional.empty();
            }
            segments.add(free ? null : segment);
        }
        return Optional.of(new PathShape(segments));
    }

    /** The shape of a request's path; empty where a slash does not just part two segments. */
    static Optional<PathShape> of(PathContainer path) {
        List<PathContainer.Element> elements = path.elements();
        List<@Nullable String> segments = new ArrayList<>(elements.size() / 2);
        for (int i = 0; i < elements.size(); i++) {
            boolean isText = elements.get(i) instanceof PathContainer.PathSegment;
            if (isText == (i % 2 == 0)) {
                return Optional.empty();
            }
            if (elements.get(i) instanceof PathContainer.PathSegment segment) {
                segments.add(segment.valueToMatch());
            }
        }
        return elements.size() % 2 == 0 ? Optional.of(new PathShape(segments)) : Optional.empty();
    }

    int length() {
        return segments.size();
    }

    /** The text of the last segment; null if that may be anything. */
    @Nullable String last() {
        return segments.getLast();
    }

    /** Whether a path of that shape can match this pattern's. */
    boolean admits(PathShape path) {
        int count = segments.size();
        if (count != path.segments.size()) {
            return false;
        }
        // From the end: what routes begin with is mostly alike.
        for (int i = count - 1; i >= 0; i--) {
            String fixed = segments.get(i);
            if (fixed != null && !fixed.equals(path.segments.get(i))) {
                return false;
            }
        }
        return true;
    }
}
