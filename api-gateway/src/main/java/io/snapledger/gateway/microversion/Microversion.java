package io.snapledger.gateway.microversion;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An API version, as asked for by a request. */
public record Microversion(BigInteger major, BigInteger minor) implements Comparable<Microversion> {

    // cinder/api/openstack/api_version_request.py, APIVersionRequest.__init__
    private static final Pattern FORM = Pattern.compile("([1-9][0-9]*)\\.([1-9][0-9]*|0)");

    private static final Map<String, Microversion> OURS = new ConcurrentHashMap<>();

    private static final Comparator<Microversion> ORDER =
            Comparator.comparing(Microversion::major).thenComparing(Microversion::minor);

    /** One of the code's own versions, which are read once. */
    public static Microversion of(String text) {
        Microversion known = OURS.get(text);
        return known == null
                ? OURS.computeIfAbsent(
                        text,
                        _ ->
                                parse(text)
                                        .orElseThrow(() ->
                                                new IllegalArgumentException(
                                                        "not a microversion: " + text)))
                : known;
    }

    /** Reads a version; empty if the text is not of the form {@code 3.14}. */
    public static Optional<Microversion> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(
                        new Microversion(
                                new BigInteger(matcher.group(1)), new BigInteger(matcher.group(2))))
                : Optional.empty();
    }

    /**
     * Whether what was born at that version is there already.
     *
     * @param version one of the code's own, which are read once
     */
    public boolean atLeast(String version) {
        return compareTo(of(version)) >= 0;
    }

    /** The one that follows with the same major number. */
    public Microversion next() {
        return new Microversion(major, minor.add(BigInteger.ONE));
    }

    @Override
    public int compareTo(Microversion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
