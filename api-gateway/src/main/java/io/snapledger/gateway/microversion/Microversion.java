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

    private static final Map<String, Microversion> BIRTHS = new ConcurrentHashMap<>();

    private static final Comparator<Microversion> ORDER =
            Comparator.comparing(Microversion::major).thenComparing(Microversion::minor);

    /** A version known to be well-formed. */
    public static Microversion of(String text) {
        return parse(text)
                .orElseThrow(() -> new IllegalArgumentException("not a microversion: " + text));
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
        Microversion born = BIRTHS.get(version);
        if (born == null) {
            born = BIRTHS.computeIfAbsent(version, Microversion::of);
        }
        return compareTo(born) >= 0;
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
