package io.snapledger.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.gateway.edge.NotServed;
import io.snapledger.gateway.fake.RawResponse;
import io.snapledger.gateway.fake.RunningGateway;
import io.snapledger.gateway.policy.PolicyRules;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The document is what the code serves, and the copy in {@code docs/api} is the document. After a
 * change, {@code mvn -pl api-gateway test -Dtest=OpenApiTest -Dapprove=true} writes the copy anew.
 */
class OpenApiTest {

    private static final Path COPY = Path.of("..", "docs", "api", "openapi.json");

    private final RunningGateway gateway = RunningGateway.shared();

    @Test
    void theCopyInTheDocsIsWhatIsServed() throws IOException {
        String served = served().body();
        if (Boolean.getBoolean("approve")) {
            Files.createDirectories(COPY.getParent());
            Files.writeString(COPY, served + "\n");
        }

        assertThat(COPY).as("-Dapprove=true writes it").content().isEqualTo(served + "\n");
    }

    @Test
    void itNeedsNoTokenAndIsJson() {
        RawResponse answer = served();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("content-type", "application/json");
        assertThat(tree(answer).path("openapi").asString()).isEqualTo("3.1.1");
    }

    @Test
    void aReaderOfOpenApiFindsNothingWrong() {
        SwaggerParseResult read = parse(served().body());

        assertThat(read.getMessages()).isEmpty();
        assertThat(read.getOpenAPI().getPaths()).isNotEmpty();
    }

    @Test
    void thatReaderWouldHaveFoundAMissingParameter() {
        String broken = served().body().replaceFirst("\"in\" : \"path\"", "\"in\" : \"nowhere\"");

        assertThat(parse(broken).getMessages()).isNotEmpty();
    }

    private static SwaggerParseResult parse(String document) {
        ParseOptions options = new ParseOptions();
        options.setResolve(true);
        return new OpenAPIV3Parser().readContents(document, null, options);
    }

    @Test
    void everyRouteIsInIt() {
        Set<String> routes =
                mapping().getHandlerMethods().entrySet().stream()
                        .filter(route -> !route.getValue().hasMethodAnnotation(NotServed.class))
                        .flatMap(route -> route.getKey().getPatternValues().stream())
                        .map(pattern -> pattern.replaceAll("\\{([^:}]+):[^}]*}", "{$1}"))
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<String> documented = new TreeSet<>();
        tree(served())
                .path("paths")
                .properties()
                .forEach(path -> {
                    documented.add(path.getKey());
                    path.getValue()
                            .forEach(operation -> {
                                if (operation.has("x-also-at")) {
                                    documented.add(operation.path("x-also-at").asString());
                                }
                            });
                });

        assertThat(documented).hasSizeGreaterThan(30).isEqualTo(routes);
    }

    @Test
    void everyBodyHasASchemaAndEverySchemaARoute() {
        OpenApiDocument document =
                OpenApiController.document(
                        mapping(), gateway.beans(Shapes.class), gateway.beans(PolicyRules.class));

        assertThat(document.undescribedBodies())
                .as("requests with a body, of which no slice's Shapes says what is in it")
                .isEmpty();
        assertThat(document.shapesOfNothing())
                .as("shapes of requests that no handler serves")
                .isEmpty();
    }

    @Test
    void anOperationSaysItsVersionItsPolicyItsParametersAndItsRefusals() {
        JsonNode list = tree(served()).at("/paths/~1v3~1{project_id}~1group_snapshots~1detail/get");

        assertThat(list.at("/x-openstack/min-ver").asString()).isEqualTo("3.14");
        assertThat(list.path("description").asString()).contains("group:get_all_group_snapshots");
        assertThat(list.path("parameters").valueStream().map(p -> p.path("name").asString("")))
                .contains("project_id", "limit", "marker", "sort_key", "status");
        assertThat(list.path("responses").propertyNames())
                .contains("200", "400", "401", "403", "404", "406", "415", "503");
        assertThat(
                        list.at(
                                        "/responses/200/content/application~1json/schema/properties"
                                                + "/group_snapshots/items/properties/status/type")
                                .asString())
                .isEqualTo("string");
    }

    @Test
    void anAuditorFindsWhatTheTrailIsAnsweredAsAndHowItRefuses() {
        JsonNode list = operation("/audit/v1/status-changes", "get");
        assertThat(list.at("/responses/200/content").propertyNames())
                .containsExactly(
                        "application/json", "application/x-ndjson", "application/cadf+json");
        assertThat(list.path("responses").propertyNames())
                .containsExactly("200", "400", "401", "403", "404", "406", "429", "503");
        JsonNode stream = operation("/audit/v1/status-changes/stream", "get");
        assertThat(stream.at("/responses/200/content").propertyNames())
                .containsExactly("text/event-stream");
        assertThat(stream.path("responses").propertyNames()).contains("400", "406", "429", "503");
        assertThat(
                        operation("/audit/v1/events/{event_id}/proof", "get")
                                .path("responses")
                                .propertyNames())
                .contains("409")
                .doesNotContain("429");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /audit/v1/status-changes | limit order cursor since until resource_type resource_id project_id actor cause from to request_id after_position
                    /audit/v1/status-changes/stream | since until resource_type resource_id project_id actor cause from to request_id after_position last_event_id
                    /audit/v1/refused-attempts | limit order cursor since until resource_type resource_id project_id actor code request_id
                    /audit/v1/snapshot-instances | limit order cursor since until snapshot_id status project_id host backend older_than newer_than sort
                    /audit/v1/statistics | resource_type project_id since until
                    """)
    void eachParameterOfTheTrailsListsIsSaidAndNoOtherIsTaken(String path, String names) {
        List<String> said =
                operation(path, "get")
                        .path("parameters")
                        .valueStream()
                        .map(parameter -> parameter.path("name").asString())
                        .toList();

        assertThat(said).containsExactlyInAnyOrder(names.split(" ", -1));
        // Whoever goes on behind a position does not read page by page.
        assertThat(said)
                .filteredOn(name -> !name.equals("after_position"))
                .allSatisfy(name ->
                        assertThat(gateway.asAdmin("GET", path + "?" + name + "=x").send().body())
                                .doesNotContain("There is no parameter"));
        assertThat(gateway.asAdmin("GET", path + "?sort_key=x").send().status()).isIn(400, 406);
    }

    @Test
    void aRequestOfWhichNothingIsSaidIsFound() {
        OpenApiDocument silent =
                OpenApiController.document(mapping(), List.of(), gateway.beans(PolicyRules.class));

        assertThat(silent.undescribedBodies())
                .contains("POST /volumes", "PUT /os-quota-sets/{}", "POST /groups/{}/action delete")
                .doesNotContain("GET /volumes", "DELETE /volumes/{}");
    }

    @Test
    void anOperationSaysHowItSucceeds() {
        assertThat(statusesBelow400("/v3/{project_id}/volumes/{id}", "delete"))
                .containsExactly("202");
        assertThat(statusesBelow400("/v3/{project_id}/volumes/{id}/action", "post"))
                .containsExactly("202");
        assertThat(statusesBelow400("/v3/{project_id}/snapshots/{id}/action", "post"))
                .containsExactly("202");
        assertThat(statusesBelow400("/v3/{project_id}/types", "post")).containsExactly("200");
        assertThat(statusesBelow400("/docs", "get")).containsExactly("302");
    }

    @Test
    void whatNeverSucceedsHasNoSuccess() {
        assertThat(statusesBelow400("/v3/{project_id}/messages/{id}", "delete")).isEmpty();
        assertThat(statusesBelow400("/v3/{project_id}/groups/{id}/action", "post"))
                .containsExactly("202");
        assertThat(
                        operation("/v3/{project_id}/groups/{id}/action", "post")
                                .at("/responses/501/$ref")
                                .asString())
                .isEqualTo("#/components/responses/NotImplemented");
    }

    @Test
    void whatCreatesMayBeRepeatedUnderAKey() {
        Set<String> repeatable = new TreeSet<>();
        tree(served())
                .path("paths")
                .properties()
                .forEach(path ->
                        path.getValue()
                                .properties()
                                .forEach(operation -> {
                                    if (takes(operation.getValue(), "IdempotencyKey")) {
                                        repeatable.add(operation.getKey() + " " + path.getKey());
                                    }
                                }));

        assertThat(repeatable)
                .containsExactly(
                        "post /v2/{project_id}/share-replicas",
                        "post /v2/{project_id}/shares",
                        "post /v2/{project_id}/snapshots",
                        "post /v2/{project_id}/types",
                        "post /v3/{project_id}/group_snapshots",
                        "post /v3/{project_id}/group_types",
                        "post /v3/{project_id}/groups",
                        "post /v3/{project_id}/groups/action",
                        "post /v3/{project_id}/snapshots",
                        "post /v3/{project_id}/types",
                        "post /v3/{project_id}/volumes");
        JsonNode creation = operation("/v3/{project_id}/volumes", "post");
        assertThat(creation.at("/responses/422/$ref").asString())
                .isEqualTo("#/components/responses/KeyReused");
        assertThat(creation.path("responses").propertyNames()).contains("400", "409");
        assertThat(creation.at("/responses/202/headers/Idempotent-Replayed/$ref").asString())
                .isEqualTo("#/components/headers/Replayed");
        JsonNode key = tree(served()).at("/components/parameters/IdempotencyKey");
        assertThat(key.path("name").asString()).isEqualTo("Idempotency-Key");
        assertThat(key.path("in").asString()).isEqualTo("header");
        assertThat(key.at("/schema/maxLength").asInt()).isEqualTo(255);
        assertThat(
                        operation("/v3/{project_id}/volumes/{id}/action", "post")
                                .path("responses")
                                .propertyNames())
                .isNotEmpty()
                .doesNotContain("422");
    }

    @Test
    void whatHeedsAnEntityTagSaysSo() {
        JsonNode change = operation("/v3/{project_id}/volumes/{id}/metadata", "put");

        assertThat(takes(change, "IfMatch")).isTrue();
        assertThat(change.path("responses").propertyNames()).contains("412");
        assertThat(takes(operation("/v3/{project_id}/snapshots/{id}/metadata", "put"), "IfMatch"))
                .isFalse();
    }

    private static boolean takes(JsonNode operation, String parameter) {
        return operation
                .path("parameters")
                .valueStream()
                .anyMatch(one ->
                        one.path("$ref")
                                .asString("")
                                .equals("#/components/parameters/" + parameter));
    }

    private JsonNode operation(String path, String method) {
        return tree(served()).path("paths").path(path).path(method);
    }

    private List<String> statusesBelow400(String path, String method) {
        return operation(path, method).path("responses").propertyNames().stream()
                .filter(status -> status.compareTo("400") < 0)
                .toList();
    }

    @Test
    void actionsOfOnePathStandSideBySide() {
        JsonNode bodies =
                tree(served())
                        .at(
                                "/paths/~1v3~1{project_id}~1groups~1{id}~1action/post/requestBody"
                                        + "/content/application~1json/schema/anyOf");

        assertThat(bodies.valueStream().map(body -> body.at("/x-openstack/action-name").asString()))
                .contains("delete", "reset_status");
        assertThat(bodies.valueStream().map(body -> body.path("required").path(0).asString()))
                .contains("delete", "reset_status");
    }

    @Test
    void aBodyThatChangedHasASchemaForEachRangeOfVersions() {
        JsonNode bodies =
                tree(served())
                        .at(
                                "/paths/~1v3~1{project_id}~1volumes/post/requestBody/content"
                                        + "/application~1json/schema/anyOf");

        assertThat(bodies.valueStream().map(body -> body.path("title").asString()))
                .containsExactly(
                        "from 3.0 to 3.12", "from 3.13 to 3.46", "from 3.47 to 3.52", "from 3.53");
    }

    @Test
    void thePageIsServedWithAllItNeeds() {
        assertThat(gateway.request("GET", "/docs").send().headers())
                .containsEntry("location", "docs/index.html");
        assertThat(gateway.request("GET", "/docs/").send().headers())
                .containsEntry("location", "index.html");
        RawResponse page = gateway.request("GET", "/docs/index.html").send();
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.headers().get("content-type")).startsWith("text/html");
        List<String> files =
                Pattern.compile("(?:href|src)=\"([^\"]*)\"")
                        .matcher(page.body())
                        .results()
                        .map(match -> match.group(1))
                        .toList();
        assertThat(files)
                .contains("./swagger-ui-bundle.js", "./start.js")
                .allSatisfy(file ->
                        assertThat(gateway.request("GET", "/docs/" + file.substring(2)).send())
                                .extracting(RawResponse::status)
                                .as(file)
                                .isEqualTo(200));
        assertThat(gateway.request("GET", "/docs/start.js").send().body())
                .contains("\"../openapi.json\"");
        assertThat(gateway.request("GET", "/docs/nothing.js").send().status()).isEqualTo(404);
    }

    @Test
    void whoWantsItSecretTurnsItOff() {
        try (RunningGateway silent = RunningGateway.with("snapledger.openapi.enabled=false")) {
            assertThat(silent.request("GET", "/openapi.json").send().status()).isEqualTo(404);
            assertThat(silent.request("GET", "/docs/index.html").send().status()).isEqualTo(404);
        }
    }

    private RawResponse served() {
        return gateway.request("GET", "/openapi.json").send();
    }

    private static JsonNode tree(RawResponse answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private RequestMappingHandlerMapping mapping() {
        return gateway.beans(RequestMappingHandlerMapping.class).getFirst();
    }
}
