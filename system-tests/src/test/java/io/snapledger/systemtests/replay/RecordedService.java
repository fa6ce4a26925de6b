package io.snapledger.systemtests.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.snapledger.systemtests.http.Json;
import io.snapledger.systemtests.http.ScriptedServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Answers the requests of one transcript with the recorded answers, ids and times made up. */
final class RecordedService implements AutoCloseable {

    static final String RUN = "rc0ffee123";

    private static final Pattern MADE_UP = Pattern.compile("<(uuid|hex32|ts|ts\\.us|tsz|req-id)>");

    private final ServerSocket listener;
    private final ScriptedServer server;
    private final Placeholders placeholders = new Placeholders();

    RecordedService(Transcript transcript) {
        listener = ScriptedServer.listener();
        placeholders.put(Placeholders.RUN, RUN);
        placeholders.put("base", base().toString());
        placeholders.put("keystone", "http://identity.example/v3");
        Identities.of(RUN)
                .byName()
                .forEach((name, caller) -> {
                    placeholders.put("P." + name, caller.projectId());
                    placeholders.put("U." + name, caller.userId());
                });
        for (Transcript.Case step : transcript.cases()) {
            step.capture().forEach((name, source) -> makeUp(name, source, step.response()));
        }
        server = ScriptedServer.of(listener, script(transcript));
    }

    // A refused request yields nothing to capture; later cases then have the bare name.
    private void makeUp(String name, String source, Answer response) {
        if (new Pointer(source).in(response.body()).isPresent()) {
            placeholders.put(name, id());
        }
    }

    URI base() {
        return ScriptedServer.base(listener);
    }

    List<String> received() {
        return server.received();
    }

    int left() {
        return server.left();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private List<String> script(Transcript transcript) {
        List<String> script = new ArrayList<>();
        for (Transcript.Case step : transcript.cases()) {
            if (!step.isPlayed()) {
                continue;
            }
            script.add(message(step.response(), step.request().method()));
            if (step.settled() != null) {
                script.add(message(step.settled(), "GET"));
            }
        }
        return script;
    }

    private String message(Answer answer, String method) {
        String body = text(answer.body());
        StringBuilder message = new StringBuilder("HTTP/1.1 " + answer.status() + " Recorded\r\n");
        for (Map.Entry<String, String> header : answer.headers().entrySet()) {
            message.append(header.getKey() + ": " + madeUp(header.getValue()) + "\r\n");
        }
        message.append("Date: Sat, 21 Nov 2026 20:00:00 GMT\r\nConnection: close\r\n");
        message.append("Content-Length: " + body.getBytes(UTF_8).length + "\r\n\r\n");
        return method.equals("HEAD") ? message.toString() : message + body;
    }

    private String text(JsonNode body) {
        if (body.isNull()) {
            return "";
        }
        if (body.has(Answer.RAW)) {
            return madeUp(body.get(Answer.RAW).stringValue());
        }
        return Json.write(Placeholders.rewrite(body, this::madeUp));
    }

    private String madeUp(String recorded) {
        return MADE_UP.matcher(placeholders.fill(recorded))
                .replaceAll(match ->
                        Matcher.quoteReplacement(
                                switch (match.group(1)) {
                                    case "uuid" -> id();
                                    case "hex32" -> id().replace("-", "");
                                    case "ts" -> "2026-11-21T20:00:00";
                                    case "ts.us" -> "2026-11-21T20:00:00.123456";
                                    case "tsz" -> "2026-11-21T20:00:00Z";
                                    default -> "req-" + id();
                                }));
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }
}
