package io.snapledger.gateway.openapi;

import io.snapledger.gateway.api.Api;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.microversion.CinderVersions;
import io.snapledger.gateway.write.AuditReason;
import io.snapledger.gateway.write.RepeatableRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** What many operations share: how to say who one is and what one wants, and how they refuse. */
final class Components {

    private Components() {}

    static Map<String, Object> tree() {
        Map<String, Object> components = new LinkedHashMap<>();
        components.put("securitySchemes", Map.of("token", token()));
        Map<String, Object> parameters = new LinkedHashMap<>();
        for (Api api : Api.values()) {
            parameters.put(version(api), versionParameter(api));
        }
        parameters.put("AuditReason", auditReason());
        parameters.put("IdempotencyKey", idempotencyKey());
        parameters.put("IfMatch", ifMatch());
        components.put("parameters", parameters);
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put("RequestId", requestId());
        headers.put("Replayed", replayed());
        components.put("headers", headers);
        components.put("schemas", schemas());
        components.put("responses", responses());
        return components;
    }

    private static Map<String, Object> token() {
        Map<String, Object> token = new LinkedHashMap<>();
        token.put("type", "apiKey");
        token.put("in", "header");
        token.put("name", "X-Auth-Token");
        token.put(
                "description",
                "A token of the identity service, or, where that is not asked,"
                        + " `user:project:role,role`.");
        return token;
    }

    /** What the parameter of an API's version is called. */
    static String version(Api api) {
        return switch (api) {
            case BLOCK_STORAGE -> "Version";
            case SHARED_FILE_SYSTEM -> "ShareVersion";
        };
    }

    private static Map<String, Object> versionParameter(Api api) {
        List<String> examples =
                switch (api) {
                    case BLOCK_STORAGE -> List.of("volume " + api.maximum(), "volume latest");
                    case SHARED_FILE_SYSTEM -> List.of(api.maximum().toString());
                };
        Map<String, Object> header = header(api.versionHeader());
        header.put(
                "description",
                "The microversion to be answered at; %s without it, at most %s."
                        .formatted(api.minimum(), api.maximum()));
        Map<String, Object> schema = string();
        schema.put("examples", examples);
        header.put("schema", schema);
        return header;
    }

    private static Map<String, Object> auditReason() {
        Map<String, Object> header = header(AuditReason.HEADER);
        header.put("description", "Why this is done; kept in the resource's history.");
        Map<String, Object> schema = string();
        schema.put("maxLength", AuditReason.MAX_LENGTH);
        header.put("schema", schema);
        return header;
    }

    private static Map<String, Object> idempotencyKey() {
        Map<String, Object> header = header(RepeatableRequest.HEADER);
        header.put(
                "description",
                "Names the request, so that it can be repeated when its answer was lost: what it"
                        + " creates is created once, and a repetition by the same user in the same"
                        + " project is answered as it was first, for a day unless the operator"
                        + " says otherwise. The method, the path, the microversion and the body's"
                        + " JSON must be the same then, else the answer is a 422; while the first"
                        + " request is being carried out, a 409 with `Retry-After`. Only what was"
                        + " granted is kept, a refusal is not.");
        Map<String, Object> schema = string();
        schema.put("minLength", 1);
        schema.put("maxLength", RepeatableRequest.MAX_LENGTH);
        schema.put("pattern", "^[ -~]*$");
        header.put("schema", schema);
        return header;
    }

    private static Map<String, Object> ifMatch() {
        Map<String, Object> header = header(HttpHeaders.IF_MATCH);
        header.put(
                "description",
                "The `Etag` that the metadata were shown with; were they changed since, nothing is"
                        + " done. Heeded from version %s on.".formatted(CinderVersions.ETAGS));
        header.put("schema", string());
        return header;
    }

    private static Map<String, Object> header(String name) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("name", name);
        header.put("in", "header");
        return header;
    }

    private static Map<String, Object> requestId() {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("description", "The request's id; its events and its history carry it too.");
        header.put("schema", string());
        return header;
    }

    private static Map<String, Object> replayed() {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put(
                "description", "`true` on an answer that was given before; absent from any other.");
        Map<String, Object> schema = string();
        schema.put("enum", List.of("true"));
        header.put("schema", schema);
        return header;
    }

    private static Map<String, Object> schemas() {
        Map<String, Object> schemas = new LinkedHashMap<>();
        Map<String, Object> fault = new LinkedHashMap<>();
        fault.put("type", "object");
        fault.put(
                "description",
                "A refusal: one member, named by its kind. 413 says `retryAfter` as well.");
        fault.put("minProperties", 1);
        fault.put("maxProperties", 1);
        fault.put("additionalProperties", reason(integer(), "code", "message"));
        schemas.put("Fault", fault);

        Map<String, Object> unauthorized = new LinkedHashMap<>();
        unauthorized.put("type", "object");
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("error", reason(integer(), "code", "title", "message"));
        unauthorized.put("properties", error);
        unauthorized.put("required", List.of("error"));
        schemas.put("Unauthorized", unauthorized);

        schemas.put("PlainFault", reason(string(), "message", "code", "title"));
        return schemas;
    }

    private static Map<String, Object> reason(Map<String, Object> code, String... members) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (String member : members) {
            properties.put(member, member.equals("code") ? code : string());
        }
        Map<String, Object> reason = new LinkedHashMap<>();
        reason.put("type", "object");
        reason.put("properties", properties);
        reason.put("required", List.of(members));
        return reason;
    }

    /** What the response of a refusal with that status is called. */
    static String refusal(int status) {
        return switch (status) {
            case 400 -> "BadRequest";
            case 406 -> "NotAcceptable";
            case 409 -> "Conflict";
            case 429 -> "TooManyRequests";
            default -> throw new IllegalArgumentException("no response with status " + status);
        };
    }

    private static Map<String, Object> responses() {
        Map<String, Object> responses = new LinkedHashMap<>();
        put(
                responses,
                "BadRequest",
                "The request is malformed, or its body is not of its schema, or the resource is in"
                        + " no state for it.",
                Fault.badRequest());
        responses.put(
                "Unauthorized",
                response("There is no token, or none that is valid.", "Unauthorized", null));
        put(responses, "Forbidden", "A policy says no.", Fault.forbidden("volume:create"));
        put(
                responses,
                "NotFound",
                "It is not there, or not the caller's, or was not born at this version.",
                Fault.notFound());
        put(
                responses,
                "NotAcceptable",
                "No such version is served, or nothing that the client accepts.",
                Fault.notAcceptable(
                        "Version 3.99 is not supported by the API. Minimum is %s and maximum is %s."
                                .formatted(CinderVersions.BASE_VERSION, CinderVersions.MAXIMUM)));
        put(
                responses,
                "Conflict",
                "Something else happened to the resource at the same time, or it is not that far yet:"
                        + " then `Retry-After` says when to come back.",
                Fault.conflict("Volume type nightly already exists."));
        responses.put(
                "PreconditionFailed",
                Map.of("description", "It is no longer what `If-Match` says. There is no body."));
        put(
                responses,
                "KeyReused",
                "Another request was carried out under this `Idempotency-Key`.",
                Fault.of(
                        422,
                        RepeatableRequest.HEADER + " 1f0c has been used for another request."));
        put(
                responses,
                "NotImplemented",
                "Nothing here can do that.",
                Fault.of(501, "Replicating a group is not implemented."));
        Map<String, Object> tooLarge = new LinkedHashMap<>();
        tooLarge.put(
                "description",
                "The body is too large (then it is a page, JSON or text, as the client accepts), or"
                        + " a quota is used up.");
        tooLarge.put(
                "content",
                Map.of(
                        "application/json",
                        Map.of(
                                "schema",
                                Map.of("anyOf", List.of(ref("Fault"), ref("PlainFault"))))));
        responses.put("TooLarge", tooLarge);
        put(
                responses,
                "UnsupportedMediaType",
                "The body is not called JSON.",
                Fault.unsupportedMediaType());
        put(
                responses,
                "TooManyRequests",
                "The user has as many such answers under way as one may; `Retry-After` says when to"
                        + " come back.",
                Fault.tooManyRequests(
                        "You have 2 exports already, and may have no more at once.",
                        Duration.ofSeconds(10)));
        put(
                responses,
                "Unavailable",
                "Something this service needs is away; `Retry-After` says when to come back.",
                Fault.serviceUnavailable("The service is unavailable.", Duration.ofSeconds(1)));
        return responses;
    }

    private static void put(
            Map<String, Object> responses, String name, String description, Fault example) {
        responses.put(name, response(description, "Fault", example.body()));
    }

    private static Map<String, Object> response(
            String description, String schema, @Nullable Object example) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("schema", ref(schema));
        if (example != null) {
            content.put("example", example);
        }
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("description", description);
        response.put("content", Map.of("application/json", content));
        return response;
    }

    private static Map<String, Object> ref(String schema) {
        return Map.of("$ref", "#/components/schemas/" + schema);
    }

    private static Map<String, Object> string() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "string");
        return schema;
    }

    private static Map<String, Object> integer() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "integer");
        return schema;
    }
}
