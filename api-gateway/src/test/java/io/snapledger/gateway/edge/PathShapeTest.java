package io.snapledger.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

class PathShapeTest {

    private static final List<String> PATTERNS =
            List.of(
                    "/v3/{project_id:[0-9a-f\\-]+}/groups/{id}",
                    "/v3/groups/{id}",
                    "/v3/groups/detail",
                    "/v3",
                    "/v3/{project_id:[0-9a-f\\-]+}/groups/{id}/action",
                    "/audit/v1/{type}/{id}/history",
                    "/files/{name}.json",
                    "/files/{*rest}",
                    "/files/**",
                    "/a?c",
                    "/");

    private static final List<String> PATHS =
            List.of(
                    "/v3",
                    "/v3/",
                    "/v3//groups/x",
                    "/v3/groups/detail",
                    "/v3/GROUPS/detail",
                    "/v3/groups/de%74ail",
                    "/v3/groups/a;b=c",
                    "/v3/groups;x=y/a",
                    "/v3/beef/groups/a",
                    "/v3/beef/groups/a/action",
                    "/v3/xyz/groups/a",
                    "/audit/v1/volume/1/history",
                    "/files/a.json",
                    "/files/a/b/c",
                    "/abc",
                    "/",
                    "");

    @Test
    void neverRefusesWhatThePatternMatches() {
        int matches = 0;
        for (String text : PATTERNS) {
            PathPattern pattern = PathPatternParser.defaultInstance.parse(text);
            for (String path : PATHS) {
                PathContainer asked = PathContainer.parsePath(path);
                if (pattern.matches(asked)) {
                    matches++;
                    assertThat(mayMatch(pattern, asked)).as("%s of %s", path, text).isTrue();
                }
            }
        }
        assertThat(matches).isGreaterThan(15);
    }

    @ParameterizedTest
    @CsvSource({
        "/v3/groups/{id}, /v3/groups",
        "/v3/groups/{id}, /v3/groups/a/action",
        "/v3/groups/{id}, /v3/volumes/a",
        "/v3/{project_id:[0-9a-f\\-]+}/groups/{id}, /v3/beef/volumes/a",
    })
    void refusesAtAGlance(String pattern, String path) {
        assertThat(
                        mayMatch(
                                PathPatternParser.defaultInstance.parse(pattern),
                                PathContainer.parsePath(path)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/files/{name}.json", "/files/{*rest}", "/files/**", "/a?c", "/a/", "/"})
    void leavesOtherPatternsAlone(String pattern) {
        assertThat(PathShape.of(PathPatternParser.defaultInstance.parse(pattern))).isEmpty();
    }

    private static boolean mayMatch(PathPattern pattern, PathContainer path) {
        Optional<PathShape> possible = PathShape.of(pattern);
        Optional<PathShape> asked = PathShape.of(path);
        return possible.isEmpty() || asked.isEmpty() || possible.get().admits(asked.get());
    }
}
