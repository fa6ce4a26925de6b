package io.snapledger.systemtests.replay;

import io.snapledger.systemtests.client.Caller;
import io.snapledger.systemtests.http.HttpConnection;
import io.snapledger.systemtests.http.HttpRequest;
import io.snapledger.systemtests.sut.Eventually;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks a running service what a transcript's requests ask. */
public final class Replayer {

    private final URI base;
    private final Consumer<Duration> pause;

    public Replayer(URI base) {
        this(base, Eventually::pause);
    }

    Replayer(URI base, Consumer<Duration> pause) {
        this.base = base;
        this.pause = pause;
    }

    /** Plays the whole scenario: later cases need what earlier ones have made. */
    public Replay replay(Transcript transcript) {
        return replay(
                transcript, "r" + UUID.randomUUID().toString().replace("-", "").substring(0, 9));
    }

    Replay replay(Transcript transcript, String run) {
        return new Performance(Identities.of(run), run).of(transcript);
    }

    /** One run of one scenario. */
    private final class Performance {

        private final Identities identities;
        private final Placeholders placeholders = new Placeholders();

        Performance(Identities identities, String run) {
            this.identities = identities;
            placeholders.put(Placeholders.RUN, run);
            identities
                    .byName()
                    .forEach((name, caller) -> {
                        placeholders.put("P." + name, caller.projectId());
                        placeholders.put("U." + name, caller.userId());
                    });
        }

        Replay of(Transcript transcript) {
            Map<String, Replay.Played> played = new HashMap<>();
            for (Transcript.Case step : transcript.cases()) {
                if (step.isPlayed()) {
                    played.put(step.name(), play(step));
                }
            }
            // Only now is every captured id known, and answers may name ids captured later.
            return new Replay(played, new Normaliser(base, placeholders));
        }

        private Replay.Played play(Transcript.Case step) {
            pause.accept(step.pauseBefore());
            Answer response = ask(step.as(), step.request());
            step.capture().forEach((name, source) -> capture(name, source, response));
            Transcript.Polling poll = step.poll();
            boolean accepted = response.status() > 0 && response.status() < 400;
            Answer settled =
                    poll != null && (accepted || poll.always()) ? settle(step, poll) : null;
            return new Replay.Played(step, response, settled);
        }

        private void capture(String name, String source, Answer response) {
            String header = "header:";
            Optional<String> value =
                    source.startsWith(header)
                            ? Optional.ofNullable(
                                    response.headers().get(source.substring(header.length())))
                            : new Pointer(source).in(response.body()).map(node -> node.asString());
            value.ifPresent(text -> placeholders.put(name, text));
        }

        private Answer settle(Transcript.Case step, Transcript.Polling poll) {
            String as = poll.as() == null ? step.as() : poll.as();
            Transcript.Request question =
                    new Transcript.Request("GET", poll.path(), poll.headers(), null, null);
            Answer[] last = new Answer[1];
            boolean over =
                    Eventually.holds(
                            poll.limit(),
                            () -> {
                                last[0] = ask(as, question);
                                return isOver(poll, last[0]);
                            });
            return over ? last[0] : last[0].asTimedOut();
        }

        private boolean isOver(Transcript.Polling poll, Answer answer) {
            if (poll.gone() && answer.status() == 404) {
                return true;
            }
            Set<String> until = poll.until();
            if (poll.pointer() == null || until == null) {
                return false;
            }
            return new Pointer(poll.pointer())
                    .in(answer.body())
                    .filter(value -> until.contains(value.asString()))
                    .isPresent();
        }

        private Answer ask(@Nullable String as, Transcript.Request recorded) {
            try {
                return Answer.of(HttpConnection.once(base, request(as, recorded)));
            } catch (IOException noAnswer) {
                return Answer.none(noAnswer);
            }
        }

        private HttpRequest request(@Nullable String as, Transcript.Request recorded) {
            HttpRequest request =
                    HttpRequest.of(recorded.method(), placeholders.fill(recorded.path()));
            Caller caller = as == null ? null : identities.byName().get(as);
            if (caller != null) {
                request = request.with("X-Auth-Token", caller.token());
            } else if ("bad".equals(as)) {
                request = request.with("X-Auth-Token", "not-a-token");
            }
            request = request.with("Accept", "application/json");
            if (recorded.raw() != null) {
                request = request.withBody(placeholders.fill(recorded.raw()));
            } else if (recorded.body() != null) {
                request = request.withJson(placeholders.fill(recorded.body()));
            }
            return withRecordedHeaders(request, recorded.headers());
        }

        private HttpRequest withRecordedHeaders(
                HttpRequest request, @Nullable Map<String, @Nullable String> headers) {
            HttpRequest changed = request;
            if (headers != null) {
                for (Map.Entry<String, @Nullable String> header : headers.entrySet()) {
                    String value = header.getValue();
                    changed =
                            value == null
                                    ? changed.without(header.getKey())
                                    : changed.with(header.getKey(), placeholders.fill(value));
                }
            }
            return changed;
        }
    }
}
