package io.snapledger.systemtests.replay;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where the service answers otherwise than the recorded one on purpose: {@code <scenario>/<case> =
 * reason}.
 */
public final class Deviations {

    private static final String RESOURCE = "/deviations.properties";

    private final Properties reasons;

    private Deviations(Properties reasons) {
        this.reasons = reasons;
    }

    public static Deviations load() {
        Properties reasons = new Properties();
        try (InputStream in = Deviations.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + RESOURCE);
            }
            reasons.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Deviations(reasons);
    }

    /** Why the case {@code <scenario>/<case>} is answered otherwise, if it is. */
    public Optional<String> reasonFor(String name) {
        return Optional.ofNullable(reasons.getProperty(name));
    }

    /** Every listed {@code <scenario>/<case>}. */
    public Set<String> names() {
        return new TreeSet<>(reasons.stringPropertyNames());
    }
}
