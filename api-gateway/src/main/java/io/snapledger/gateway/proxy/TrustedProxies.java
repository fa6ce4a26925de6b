package io.snapledger.gateway.proxy;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Believes what trusted proxies say about a request: oslo_middleware/http_proxy_to_wsgi.py, which
 * believes everybody. The last entry of a list was written by the proxy that is connected to us,
 * the one before by the proxy before it; so they are read from the end, as long as they were
 * written by a proxy that is trusted.
 */
@Component
public final class TrustedProxies {

    private static final Pattern PREFIX = Pattern.compile("(/[A-Za-z0-9._~!$&'()*+,;=:@%-]+)+");

    private final List<AddressRange> trusted;
    private final ProxyProperties.Headers headers;

    public TrustedProxies(ProxyProperties properties) {
        this.headers = properties.headers();
        this.trusted = properties.trusted().stream().map(AddressRange::of).toList();
    }

    /** The request as its client sent it. */
    public HttpServletRequest unwrap(HttpServletRequest request) {
        ClientView view = view(request);
        request.setAttribute(ClientView.ATTRIBUTE, view);
        return new HttpServletRequestWrapper(request) {
            @Override
            public String getRemoteAddr() {
                return view.address();
            }

            @Override
            public String getRemoteHost() {
                return view.address();
            }

            @Override
            public String getScheme() {
                return view.scheme();
            }

            @Override
            public boolean isSecure() {
                return view.scheme().equals("https");
            }
        };
    }

    private ClientView view(HttpServletRequest request) {
        ClientView plain = ClientView.plain(request);
        if (!isTrusted(plain.address())) {
            return plain;
        }
        List<Hop> hops = hops(request);
        String address = plain.address();
        Hop known = new Hop(address, plain.scheme(), plain.host());
        for (Hop hop : hops.reversed()) {
            known = hop.or(known);
            if (hop.address() == null) {
                break;
            }
            address = hop.address();
            if (!isTrusted(address)) {
                break;
            }
        }
        return new ClientView(
                address,
                known.scheme() == null ? plain.scheme() : known.scheme(),
                known.host() == null ? plain.host() : known.host(),
                prefix(request));
    }

    private boolean isTrusted(String text) {
        return AddressRange.address(text)
                .filter(address -> trusted.stream().anyMatch(range -> range.contains(address)))
                .isPresent();
    }

    private List<Hop> hops(HttpServletRequest request) {
        return switch (headers) {
            case FORWARDED -> {
                String forwarded =
                        String.join(",", Collections.list(request.getHeaders("Forwarded")));
                yield forwarded.isBlank() ? List.of() : Hop.forwarded(forwarded).orElse(List.of());
            }
            case X_FORWARDED -> beforeRfc7239(request);
        };
    }

    private static List<Hop> beforeRfc7239(HttpServletRequest request) {
        List<String> nodes = values(request, "X-Forwarded-For");
        List<String> schemes = values(request, "X-Forwarded-Proto");
        List<String> hosts = values(request, "X-Forwarded-Host");
        int count = Math.max(1, nodes.size());
        List<Hop> hops = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            hops.add(
                    Hop.of(
                            i < nodes.size() ? nodes.get(i) : null,
                            at(schemes, i, count),
                            at(hosts, i, count)));
        }
        return hops;
    }

    // Lists of one length were written together; of another one only the last entry is known to be
    // the last proxy's.
    private static @Nullable String at(List<String> values, int i, int count) {
        if (values.size() == count) {
            return values.get(i);
        }
        return i == count - 1 && !values.isEmpty() ? values.getLast() : null;
    }

    private static List<String> values(HttpServletRequest request, String name) {
        String all = String.join(",", Collections.list(request.getHeaders(name)));
        if (all.isBlank()) {
            return List.of();
        }
        List<String> values = new ArrayList<>();
        for (String value : all.split(",", -1)) {
            values.add(value.strip());
        }
        return values;
    }

    private String prefix(HttpServletRequest request) {
        String prefix = request.getHeader("X-Forwarded-Prefix");
        // RFC 7239 has no word for it, so a proxy that goes by it leaves a client's.
        if (prefix == null || headers == ProxyProperties.Headers.FORWARDED) {
            return "";
        }
        String bare = prefix.strip().replaceFirst("/+$", "");
        return PREFIX.matcher(bare).matches() ? bare : "";
    }
}
