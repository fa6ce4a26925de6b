package io.snapledger.gateway.edge;

import io.snapledger.gateway.api.Api;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.microversion.Microversion;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How clients of an API say which version they mean, and how they are told which one it was. */
enum VersionHeader {
    /** cinder/api/openstack/wsgi.py, Request.set_api_version_request. */
    CINDER(Api.BLOCK_STORAGE) {

        private static final String SERVICE = "volume";
        private static final String USUAL = SERVICE + ' ';
        private static final String LATEST = "latest";
        private static final Pattern SPACES = Pattern.compile("\\s+");

        @Override
        Microversion asked(HttpServletRequest request, Api api) {
            String word = word(request);
            if (word == null) {
                return api.minimum();
            }
            return word.equals(LATEST) ? api.maximum() : parse(word);
        }

        private @Nullable String word(HttpServletRequest request) {
            String header = String.join(",", Collections.list(request.getHeaders(headerName())));
            if (header.isEmpty()) {
                return null;
            }
            if (header.startsWith(USUAL) && SERVED.containsKey(header.substring(USUAL.length()))) {
                return header.substring(USUAL.length());
            }
            String entry =
                    Arrays.stream(header.split(",", -1))
                            .filter(element -> element.contains(SERVICE))
                            .findFirst()
                            .orElseThrow(Fault::badRequest);
            List<String> words = Arrays.asList(SPACES.split(entry.strip(), -1));
            if (words.size() != 2) {
                throw Fault.badRequest();
            }
            return words.getLast();
        }

        // _is_legacy_endpoint: a plain search in the text.
        @Override
        void echo(Microversion version, HttpServletResponse response) {
            String text = version.toString();
            if (!text.contains("1.0") && !text.contains("2.0")) {
                say(SERVICE + " " + text, response);
            }
        }
    },

    /** manila/api/openstack/wsgi.py, Request.set_api_version_request: no word, no "latest". */
    MANILA(Api.SHARED_FILE_SYSTEM) {

        @Override
        Microversion asked(HttpServletRequest request, Api api) {
            String text = request.getHeader(headerName());
            return text == null ? api.minimum() : parse(text.strip());
        }

        @Override
        void echo(Microversion version, HttpServletResponse response) {
            say(version.toString(), response);
        }
    };

    /** Asks for what may still change. */
    static final String EXPERIMENTAL = "X-OpenStack-Manila-API-Experimental";

    // oslo_utils/strutils.py, TRUE_STRINGS
    private static final Set<String> TRUE = Set.of("1", "t", "true", "on", "y", "yes");

    // What clients ask for, by its text: no request has to be taken apart for it.
    private static final Map<String, Microversion> SERVED =
            Arrays.stream(Api.values())
                    .flatMap(api ->
                            Stream.iterate(
                                    api.minimum(),
                                    version -> version.compareTo(api.maximum()) <= 0,
                                    Microversion::next))
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    Microversion::toString, Function.identity(), (one, _) -> one));

    private final String headerName;

    VersionHeader(Api api) {
        headerName = api.versionHeader();
    }

    static VersionHeader of(Api api) {
        return switch (api) {
            case BLOCK_STORAGE -> CINDER;
            case SHARED_FILE_SYSTEM -> MANILA;
        };
    }

    /**
     * The version that the request asks for, which need not be one that is served.
     *
     * @throws Fault if that is no version
     */
    abstract Microversion asked(HttpServletRequest request, Api api);

    /** Tells the client at which version it is answered. */
    abstract void echo(Microversion version, HttpServletResponse response);

    String headerName() {
        return headerName;
    }

    void say(String value, HttpServletResponse response) {
        response.setHeader(headerName, value);
        response.setHeader("Vary", headerName);
    }

    static Microversion parse(String text) {
        Microversion served = SERVED.get(text);
        if (served != null) {
            return served;
        }
        return Microversion.parse(text)
                .orElseThrow(() ->
                        Fault.badRequest(
                                "API Version String "
                                        + text
                                        + " is of invalid format. Must be of format"
                                        + " MajorNum.MinorNum."));
    }

    /** Whether the request asks for experiments too. */
    static boolean asksForExperiments(HttpServletRequest request) {
        String header = request.getHeader(EXPERIMENTAL);
        return header != null && TRUE.contains(header.strip().toLowerCase(Locale.ROOT));
    }
}
