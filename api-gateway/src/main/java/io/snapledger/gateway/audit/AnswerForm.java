package io.snapledger.gateway.audit;

import io.snapledger.gateway.fault.Fault;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** What status changes are written as, the one first that whoever does not care gets. */
enum AnswerForm {
    /** Page by page. */
    JSON("application/json"),
    /** All of them, one to a line, each as in a page. */
    NDJSON("application/x-ndjson"),
    /** All of them, one to a line, each as an event of the Cloud Auditing Data Federation. */
    CADF("application/cadf+json");

    private final String type;

    AnswerForm(String type) {
        this.type = type;
    }

    String type() {
        return type;
    }

    /**
     * The one that an {@code Accept} header likes best: of the highest quality, then the one that
     * it names most precisely. As in RFC 9110, the most precise range that covers one says its
     * quality.
     *
     * @throws Fault 406 if it likes none
     */
    static AnswerForm accepted(@Nullable String accept) {
        if (accept == null || accept.isBlank()) {
            return JSON;
        }
        List<MediaType> ranges = ranges(accept);
        return Arrays.stream(values())
                .flatMap(form -> Liking.of(form, ranges).stream())
                .filter(liking -> liking.quality() > 0)
                .min(Comparator.naturalOrder())
                .map(Liking::form)
                .orElseThrow(AnswerForm::notAcceptable);
    }

    private static List<MediaType> ranges(String accept) {
        try {
            return MediaType.parseMediaTypes(accept);
        } catch (InvalidMediaTypeException _) {
            throw notAcceptable();
        }
    }

    private static Fault notAcceptable() {
        return Fault.notAcceptable(
                Arrays.stream(values())
                        .map(AnswerForm::type)
                        .collect(
                                Collectors.joining(
                                        ", ", "The answer can be one of ", ", and nothing else.")));
    }

    /** How much a header likes a form. */
    private record Liking(AnswerForm form, double quality, int precision)
            implements Comparable<Liking> {

        static Optional<Liking> of(AnswerForm form, List<MediaType> ranges) {
            MediaType type = MediaType.parseMediaType(form.type);
            return ranges.stream()
                    .filter(range -> range.includes(type))
                    .max(Comparator.comparingInt(Liking::precision))
                    .map(range -> new Liking(form, range.getQualityValue(), precision(range)));
        }

        private static int precision(MediaType range) {
            if (range.isWildcardType()) {
                return 0;
            }
            return range.isWildcardSubtype() ? 1 : 2;
        }

        @Override
        public int compareTo(Liking other) {
            int byQuality = Double.compare(other.quality, quality);
            int byPrecision = Integer.compare(other.precision, precision);
            return byQuality != 0
                    ? byQuality
                    : byPrecision != 0 ? byPrecision : form.compareTo(other.form);
        }
    }
}
