package io.snapledger.systemtests.fuzz;

import io.snapledger.systemtests.http.HttpAnswer;
import io.snapledger.systemtests.http.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What every answer keeps to, whatever was asked. */
public final class AnswerRules {

    private static final int NOT_IMPLEMENTED = 501;

    private static final List<Pattern> INSIDES =
            List.of(
                    Pattern.compile("\\bat [\\w.$/<>]+\\([\\w$]+\\.java(:\\d+)?\\)"),
                    Pattern.compile(
                            "\\b(java|javax|jakarta|kotlin|sun|jdk|tools\\.jackson|com\\.fasterxml"
                                    + "|io\\.snapledger|org\\.(springframework|apache|axonframework"
                                    + "|postgresql|hibernate))\\.[a-zA-Z_]+[.\\w]*"),
                    Pattern.compile("\\b[A-Z]\\w+(Exception|Error)\\b"),
                    Pattern.compile("SQLState|SQLSTATE|ERROR: |PSQL|Tomcat|HikariPool"));

    // cinder/api/openstack/wsgi.py, Fault._fault_names; anything else is a computeFault.
    private static final Map<Integer, String> NAMES =
            Map.ofEntries(
                    Map.entry(400, "badRequest"),
                    Map.entry(401, "unauthorized"),
                    Map.entry(403, "forbidden"),
                    Map.entry(404, "itemNotFound"),
                    Map.entry(405, "badMethod"),
                    Map.entry(409, "conflictingRequest"),
                    Map.entry(413, "overLimit"),
                    Map.entry(415, "badMediaType"),
                    Map.entry(429, "overLimit"),
                    Map.entry(501, "notImplemented"),
                    Map.entry(503, "serviceUnavailable"));

    private AnswerRules() {}

    /** What is wrong with an answer to a route's request; empty if nothing is. */
    public static Optional<String> violation(ApiRoute route, String method, HttpAnswer answer) {
        if (answer.status() >= 500 && answer.status() != NOT_IMPLEMENTED) {
            return Optional.of("a server's error");
        }
        String all = answer.headers() + answer.body();
        for (Pattern inside : INSIDES) {
            var found = inside.matcher(all);
            if (found.find()) {
                return Optional.of("it shows what it is made of: " + found.group());
            }
        }
        if (answer.header("x-injected").isPresent()) {
            return Optional.of("a header that the request smuggled in");
        }
        if (!(route.isOfShares()
                ? saysRequestOfShares(method, answer)
                : answer.header("x-openstack-request-id").isPresent())) {
            return Optional.of("no request id");
        }
        return answer.status() < 400 || method.equals("HEAD")
                ? Optional.empty()
                : fault(answer).map(wrong -> "not a fault of the API: " + wrong);
    }

    // manila/api/openstack/wsgi.py, _set_request_id_header: on what a handler or its refusal says.
    private static boolean saysRequestOfShares(String method, HttpAnswer answer) {
        boolean isHandled =
                answer.status() != 401
                        && !method.equals("HEAD")
                        && Json.read(answer.body())
                                .filter(JsonNode::isObject)
                                .filter(json -> !json.path("code").isString())
                                .isPresent();
        return !isHandled
                || answer.header("x-compute-request-id").isPresent()
                || answer.header("x-openstack-request-id").isPresent();
    }

    private static Optional<String> fault(HttpAnswer answer) {
        String type = answer.header("content-type").orElse("");
        if (type.startsWith("text/")) {
            // webob's form, in which routes and sizes are refused before the API looks.
            boolean plain =
                    (answer.status() == 404 || answer.status() == 413)
                            && answer.body().contains(answer.status() + " ");
            return plain ? Optional.empty() : Optional.of("text for " + answer.status());
        }
        if (!type.equals("application/json")) {
            return Optional.of("of type " + type);
        }
        return Json.read(answer.body())
                .map(json -> json(answer.status(), json))
                .orElse(Optional.of("no JSON"));
    }

    private static Optional<String> json(int status, JsonNode json) {
        if (json.path("code").isString()) {
            boolean plain =
                    json.path("code").stringValue().startsWith(status + " ")
                            && json.path("message").isString()
                            && json.path("title").isString();
            return plain ? Optional.empty() : Optional.of("a plain fault that is not its own");
        }
        if (json.size() != 1) {
            return Optional.of(json.size() + " members");
        }
        String key = json.propertyNames().iterator().next();
        String expected = NAMES.getOrDefault(status, "computeFault");
        boolean rightName = key.equals(expected) || (status == 401 && key.equals("error"));
        JsonNode reason = json.path(key);
        return rightName
                        && reason.path("code").asInt(-1) == status
                        && reason.path("message").isString()
                ? Optional.empty()
                : Optional.of("expected a " + expected);
    }
}
