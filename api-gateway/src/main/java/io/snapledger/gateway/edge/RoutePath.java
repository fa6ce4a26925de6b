package io.snapledger.gateway.edge;

import io.snapledger.gateway.api.Api;
import io.snapledger.gateway.json.Percent;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.web.util.UriUtils;

/**
 * The path that is routed: decoded, without the doubled slashes and the {@code .json} that
 * upstream's router passes over, and encoded again so that nothing in it has a meaning beyond its
 * own letters.
 */
final class RoutePath {

    private static final String SUFFIX = ".json";
    private static final Pattern SLASHES = Pattern.compile("/{2,}");

    private RoutePath() {}

    /** The decoded path; empty if its bytes are not UTF-8. */
    static Optional<String> decoded(HttpServletRequest request) {
        return Percent.decode(request.getRequestURI())
                .map(RoutePath::withSingleSlashes)
                .map(RoutePath::withoutSuffix);
    }

    private static String withSingleSlashes(String path) {
        return path.contains("//") ? SLASHES.matcher(path).replaceAll("/") : path;
    }

    private static String withoutSuffix(String path) {
        boolean named =
                path.endsWith(SUFFIX)
                        && path.length() > SUFFIX.length()
                        && Arrays.stream(Api.values())
                                .anyMatch(api -> path.startsWith(api.prefix() + "/"));
        return named && path.charAt(path.length() - SUFFIX.length() - 1) != '/'
                ? path.substring(0, path.length() - SUFFIX.length())
                : path;
    }

    /** The same request, to be routed by that path, its body to be read again. */
    static HttpServletRequest routed(HttpServletRequest request, String path, RequestBody body) {
        StringBuilder encoded = new StringBuilder();
        for (String segment : path.split("/", -1)) {
            encoded.append('/').append(UriUtils.encode(segment, "UTF-8"));
        }
        String uri = encoded.substring(1);
        return new HttpServletRequestWrapper(request) {
            @Override
            public String getRequestURI() {
                return uri;
            }

            @Override
            public ServletInputStream getInputStream() {
                return body.stream();
            }
        };
    }
}
