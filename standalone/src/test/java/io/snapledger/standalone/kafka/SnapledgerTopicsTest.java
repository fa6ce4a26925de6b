package io.snapledger.standalone.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;

class SnapledgerTopicsTest {

    private static final int AS_MANY = 17;

    /** Operators make them by that list. */
    @Test
    void theListOfTopicsNamesEachOfThem() throws IOException {
        List<String> listed =
                Files.readAllLines(Path.of("..", "docs", "operations", "topics.txt")).stream()
                        .filter(line -> !line.startsWith("#"))
                        .toList();

        assertThat(SnapledgerTopics.all(AS_MANY))
                .extracting(SnapledgerTopicsTest::line)
                .containsExactlyInAnyOrderElementsOf(listed);
    }

    private static String line(NewTopic topic) {
        return topic.name()
                + (topic.numPartitions() == AS_MANY ? " - " : " " + topic.numPartitions() + " ")
                + topic.configs().get(TopicConfig.RETENTION_MS_CONFIG);
    }
}
