package io.snapledger.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.snapledger.systemtests.client.BlockStorage;
import io.snapledger.systemtests.client.BlockStorage.Kind;
import io.snapledger.systemtests.client.EventTopics;
import io.snapledger.systemtests.client.PublishedEvent;
import io.snapledger.systemtests.client.StatusChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What Kafka carries of a resource, held against what the resource's history tells. */
final class PublishedHistory {

    static final Duration PUBLISHED_WITHIN = Duration.ofSeconds(30);

    private PublishedHistory() {}

    /** One event for each line of the history, in its order, on the topic of its kind. */
    static List<PublishedEvent> isPublished(
            EventTopics topics, BlockStorage reader, Kind kind, String id) {
        List<StatusChange> history = reader.history(kind, id);
        assertThat(history).isNotEmpty();
        String last = history.getLast().eventId();
        topics.read(
                PUBLISHED_WITHIN,
                events -> events.stream().anyMatch(event -> event.id().equals(last)));
        List<PublishedEvent> published = topics.about(id, 0, Duration.ZERO);

        assertThat(published)
                .allSatisfy(event ->
                        assertThat(event.topic())
                                .isEqualTo("snapledger.events." + kind.resourceType()));
        assertThat(published).extracting(PublishedEvent::id).doesNotHaveDuplicates();
        assertThat(published).extracting(PublishedEvent::position).isSorted();
        assertThat(published.stream().filter(event -> event.to() != null))
                .extracting(PublishedEvent::id, PublishedEvent::from, PublishedEvent::to)
                .containsExactlyElementsOf(
                        history.stream()
                                .map(change -> tuple(change.eventId(), change.from(), change.to()))
                                .toList());
        return published;
    }

    /** The form of every event, whatever it is about. */
    static void isCloudEvent(PublishedEvent event, Kind kind, String id, String projectId) {
        assertThat(event.type()).matches(kind.resourceType() + "\\.[a-z-]+\\.v\\d+");
        assertThat(event.header("ce_specversion")).isEqualTo("1.0");
        assertThat(event.header("ce_source")).isEqualTo("/snapledger/command-service");
        assertThat(event.header("ce_subject")).isEqualTo(id);
        assertThat(event.header("ce_projectid")).isEqualTo(projectId);
        assertThat(event.header("ce_requestid")).startsWith("req-");
        assertThat(Instant.parse(event.header("ce_time"))).isBefore(Instant.now());
        assertThat(event.header("content-type")).isEqualTo("application/json");
        assertThat(event.value().path("event_id").asString()).isEqualTo(event.id());
        assertThat(event.value().path("position").asLong()).isEqualTo(event.position());
        assertThat(event.value().path("resource_type").asString()).isEqualTo(kind.resourceType());
        assertThat(event.value().path("data").isObject()).isTrue();
    }
}
