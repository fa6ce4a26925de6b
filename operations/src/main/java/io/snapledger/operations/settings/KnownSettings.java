package io.snapledger.operations.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Every setting of every service: they may all be told the same file. {@code *} stands for a name
 * or a number that the operator chooses.
 */
public final class KnownSettings {

    /** What the names of all of them begin with. */
    public static final String PREFIX = "snapledger.";

    private static final String LIST = "/META-INF/snapledger-settings.txt";

    private static final KnownSettings ALL = new KnownSettings(read());

    private final List<String> names;

    KnownSettings(List<String> names) {
        this.names = List.copyOf(names);
    }

    /** All that there are. */
    public static KnownSettings all() {
        return ALL;
    }

    private static List<String> read() {
        try (InputStream list =
                Objects.requireNonNull(KnownSettings.class.getResourceAsStream(LIST), LIST)) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Their names. */
    public List<String> names() {
        return names;
    }

    /** Whether there is such a setting, however it is written: relaxed, as Spring Boot takes it. */
    boolean contains(String name) {
        String[] asked = segments(name);
        return names.stream().anyMatch(known -> matches(segments(known), asked));
    }

    // A list may be given as one value with commas.
    private static boolean matches(String[] known, String[] asked) {
        boolean asList = known.length == asked.length + 1 && known[known.length - 1].equals("*");
        if (known.length != asked.length && !asList) {
            return false;
        }
        for (int i = 0; i < asked.length; i++) {
            if (!known[i].equals("*") && !known[i].equals(asked[i])) {
                return false;
            }
        }
        return true;
    }

    private static String[] segments(String name) {
        return name.toLowerCase(Locale.ROOT)
                .replaceAll("\\[[^]]*]", ".x")
                .replaceAll("[-_]", "")
                .split("\\.", -1);
    }

    /** The one that was meant, if one is so like it that it may have been. */
    Optional<String> nearest(String name) {
        String asked = plain(name);
        return names.stream()
                .min(Comparator.comparingInt(known -> distance(plain(known), asked)))
                .filter(known -> distance(plain(known), asked) <= Math.max(3, asked.length() / 4));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
    }

    // Levenshtein's.
    static int distance(String one, String other) {
        int[] before = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] now = new int[other.length() + 1];
            now[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                now[j] = Math.min(replaced, Math.min(before[j], now[j - 1]) + 1);
            }
            before = now;
        }
        return before[other.length()];
    }
}
