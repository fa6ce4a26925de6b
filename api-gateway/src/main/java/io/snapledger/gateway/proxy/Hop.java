package io.snapledger.gateway.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What one proxy says of whom it had the request from. What has not the form of such a thing is as
 * if it were not said.
 *
 * @param address null where it is not told
 * @param host as the client wrote it
 */
record Hop(@Nullable String address, @Nullable String scheme, @Nullable String host) {

    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final Pattern HOST =
            Pattern.compile("([A-Za-z0-9._-]{1,255}|\\[[0-9A-Fa-f:.]{2,45}])(:\\d{1,5})?");
    private static final Pattern ADDRESS_AND_PORT =
            Pattern.compile("\\[([^]]+)](?::\\d+)?|(\\d+\\.\\d+\\.\\d+\\.\\d+):\\d+");

    static Hop of(@Nullable String node, @Nullable String scheme, @Nullable String host) {
        String lower = scheme == null ? "" : scheme.toLowerCase(Locale.ROOT);
        return new Hop(
                address(node),
                SCHEMES.contains(lower) ? lower : null,
                host != null && HOST.matcher(host).matches() ? host : null);
    }

    private static @Nullable String address(@Nullable String node) {
        if (node == null) {
            return null;
        }
        var withPort = ADDRESS_AND_PORT.matcher(node);
        String bare =
                withPort.matches()
                        ? (withPort.group(1) == null ? withPort.group(2) : withPort.group(1))
                        : node;
        // Neither "unknown" nor "_hidden" nor a name is an address.
        return AddressRange.address(bare).map(address -> address.getHostAddress()).orElse(null);
    }

    /** This one's word, and the other's where this one says nothing. */
    Hop or(Hop other) {
        return new Hop(
                address, scheme == null ? other.scheme : scheme, host == null ? other.host : host);
    }

    /**
     * Reads {@code Forwarded}: RFC 7239, section 4.
     *
     * @return one for each proxy, the client's first; empty if the header is broken
     */
    static Optional<List<Hop>> forwarded(String header) {
        List<Hop> hops = new ArrayList<>();
        for (String element : split(header, ',')) {
            String node = null;
            String scheme = null;
            String host = null;
            for (String pair : split(element, ';')) {
                int equals = pair.indexOf('=');
                if (equals < 0) {
                    if (pair.isBlank()) {
                        continue;
                    }
                    return Optional.empty();
                }
                String value = unquoted(pair.substring(equals + 1).strip());
                switch (pair.substring(0, equals).strip().toLowerCase(Locale.ROOT)) {
                    case "for" -> node = value;
                    case "proto" -> scheme = value;
                    case "host" -> host = value;
                    default -> {
                        // "by" and whatever extensions say nothing about the client.
                    }
                }
            }
            hops.add(of(node, scheme, host));
        }
        return Optional.of(hops);
    }

    private static List<String> split(String text, char by) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && quoted) {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == by && !quoted) {
                parts.add(text.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static String unquoted(String value) {
        return value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1")
                : value;
    }
}
