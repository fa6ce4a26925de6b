package io.snapledger.systemtests.replay;

import java.net.URI;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Writes an answer down as a transcript does: without what differs from run to run. */
final class Normaliser {

    static final String ANY_STRING = "<any-string>";

    private static final String UUID =
            "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
    private static final String SECOND = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d";

    private record Substitution(Pattern pattern, String replacement) {

        static Substitution of(String regex, String replacement) {
            return new Substitution(Pattern.compile(regex), Matcher.quoteReplacement(replacement));
        }

        String applyTo(String text) {
            return pattern.matcher(text).replaceAll(replacement);
        }
    }

    // In this order: a request id contains a UUID, and a longer time contains a shorter one.
    // Ids that begin with zeros are made up by the scenarios and therefore the same in every run.
    private static final List<Substitution> SUBSTITUTIONS =
            List.of(
                    Substitution.of("Keystone uri=\"[^\"]*\"", "Keystone uri=\"{keystone}\""),
                    Substitution.of("req-" + UUID, "<req-id>"),
                    Substitution.of("\\b(?!00000000-)" + UUID, "<uuid>"),
                    Substitution.of("\\b(?!0{8})[0-9a-f]{32}\\b", "<hex32>"),
                    Substitution.of(SECOND + "\\.\\d{6}(?![\\dZ+])", "<ts.us>"),
                    Substitution.of(SECOND + "(\\.\\d+)?(Z|\\+00:00)", "<tsz>"),
                    Substitution.of(SECOND + "(?![\\d.Z+])", "<ts>"));

    private static final Pattern LONG_REPETITION =
            Pattern.compile("(.)\\1{99,}", Pattern.UNIX_LINES);

    private final URI base;
    private final Placeholders placeholders;

    Normaliser(URI base, Placeholders placeholders) {
        this.base = base;
        this.placeholders = placeholders;
    }

    Answer normalise(Answer answer) {
        TreeMap<String, String> headers = new TreeMap<>(answer.headers());
        headers.replaceAll((_, value) -> normalise(value));
        return new Answer(answer.status(), headers, normalise(answer.body()), answer.timedOut());
    }

    JsonNode normalise(JsonNode json) {
        return Placeholders.rewrite(json, this::normalise);
    }

    String normalise(String text) {
        String normal = placeholders.recognise(text.replace(base.toString(), "{base}"));
        for (Substitution substitution : SUBSTITUTIONS) {
            normal = substitution.applyTo(normal);
        }
        if (isMadeUpByTheBackend(normal)) {
            return ANY_STRING;
        }
        return LONG_REPETITION
                .matcher(normal)
                .replaceAll(run ->
                        Matcher.quoteReplacement(
                                "$REPEAT(%s,%d)"
                                        .formatted(
                                                run.group(1),
                                                run.group()
                                                        .codePointCount(0, run.group().length()))));
    }

    // A host or a path that the recorded service's own test backend had invented.
    private static boolean isMadeUpByTheBackend(String text) {
        return text.contains("/path/to/fake/") || text.startsWith("lab@");
    }
}
