package io.snapledger.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPatternParser;

/** A route that is told by its method and path matches what Spring says it does. */
class PlainRouteTest {

    static Stream<RequestMappingInfo> plain() {
        return Stream.of(
                        "/v3/{project_id}/things",
                        "/v3/{project_id}/things/{id}",
                        "/v2/{id:[0-9a-f]+}",
                        "/")
                .flatMap(path ->
                        Stream.of(RequestMethod.GET, RequestMethod.POST, RequestMethod.HEAD)
                                .map(method -> route(path).methods(method).build()));
    }

    private static RequestMappingInfo.Builder route(String path) {
        RequestMappingInfo.BuilderConfiguration parsed =
                new RequestMappingInfo.BuilderConfiguration();
        parsed.setPatternParser(new PathPatternParser());
        return RequestMappingInfo.paths(path).options(parsed);
    }

    @ParameterizedTest
    @MethodSource("plain")
    void itMatchesAsSpringSays(RequestMappingInfo info) {
        RouteIndex.Plain plain = Objects.requireNonNull(RouteIndex.Plain.of(info));
        for (String method : new String[] {"GET", "POST", "HEAD", "PUT", "DELETE", "get", "BREW"}) {
            for (String path :
                    new String[] {
                        "/",
                        "/v2",
                        "/v2/12ab",
                        "/v2/12AB",
                        "/v3/p/things",
                        "/v3/p/things/",
                        "/v3//things",
                        "/v3/p/things/1",
                        "/v3/p/things/1/2",
                        "/v3/p/thing",
                        "/v3/%2F/things",
                        "/v3/p;a=b/things"
                    }) {
                MockHttpServletRequest request = new MockHttpServletRequest(method, path);
                ServletRequestPathUtils.parseAndCache(request);
                // Spring takes HEAD for GET; Routes has that out of the way before it asks.
                boolean wouldBeGet =
                        method.equals("HEAD")
                                && !info.getMethodsCondition()
                                        .getMethods()
                                        .contains(RequestMethod.HEAD);

                assertThat(plain.matches(request))
                        .as("%s %s by %s", method, path, info)
                        .isEqualTo(!wouldBeGet && info.getMatchingCondition(request) != null);
            }
        }
    }

    @Test
    void whatIsHeldAgainstMoreIsNotPlain() {
        assertThat(
                        Stream.of(
                                        route("/a"),
                                        route("/a").methods(RequestMethod.GET, RequestMethod.PUT),
                                        route("/a").methods(RequestMethod.GET).params("x"),
                                        route("/a").methods(RequestMethod.GET).headers("x"),
                                        route("/a")
                                                .methods(RequestMethod.GET)
                                                .consumes("text/plain"),
                                        route("/a")
                                                .methods(RequestMethod.GET)
                                                .produces("text/plain"),
                                        route("/a")
                                                .methods(RequestMethod.POST)
                                                .customCondition(new ActionCondition("os-reset")))
                                .map(one -> RouteIndex.Plain.of(one.build())))
                .containsOnlyNulls();
    }
}
