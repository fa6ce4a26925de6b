package io.snapledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.json.ContractJson;
import io.snapledger.contract.resource.ResourceEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Events are for ever: each has an approved file, which this release must write and every later one
 * must read. A new event gets its file with {@code mvn -pl contract test -Dtest=StoredEventsTest
 * -Dapprove=true}; an existing file is never changed, a change of shape is a new version with a
 * file of its own. Where a component was added that may be absent, the earlier form of the file is
 * kept among the older ones, and must be readable for ever too.
 */
class StoredEventsTest {

    private static final Path APPROVED = Path.of("src", "test", "resources", "events");

    private static final Path OLDER = APPROVED.resolve("older");

    private static final JsonMapper READABLE =
            ContractJson.configure(JsonMapper.builder())
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build();

    @TestFactory
    Stream<DynamicTest> everyEventIsWrittenAndReadAsApproved() {
        return new TreeMap<>(EventNames.all())
                .values().stream()
                        .map(event -> DynamicTest.dynamicTest(fileName(event), () -> check(event)));
    }

    private static void check(Class<? extends ResourceEvent> event) throws IOException {
        Path file = APPROVED.resolve(fileName(event));
        ResourceEvent sample = SampleEvents.of(event);
        if (Boolean.getBoolean("approve") && !Files.exists(file)) {
            Files.writeString(file, READABLE.writeValueAsString(sample) + '\n');
        }
        assertThat(file).as("the approved file of %s", event.getSimpleName()).exists();
        String approved = Files.readString(file);

        assertThat(ContractJson.mapper().readTree(ContractJson.mapper().writeValueAsString(sample)))
                .isEqualTo(ContractJson.mapper().readTree(approved));
        assertThat(ContractJson.mapper().readValue(approved, event)).isEqualTo(sample);
    }

    @Test
    void everyApprovedFileBelongsToAKnownName() throws IOException {
        try (Stream<Path> files = Files.list(APPROVED)) {
            assertThat(
                            files.filter(Files::isRegularFile)
                                    .map(file ->
                                            file.getFileName()
                                                    .toString()
                                                    .replaceAll("\\.v\\d+\\.json$", "")))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(EventNames.classOf(name)).as(name).isPresent());
        }
    }

    @TestFactory
    Stream<DynamicTest> anOlderFormIsStillRead() throws IOException {
        try (Stream<Path> files = Files.list(OLDER)) {
            return files.toList().stream()
                    .map(file ->
                            DynamicTest.dynamicTest(
                                    file.getFileName().toString(), () -> checkOlder(file)));
        }
    }

    private static void checkOlder(Path file) throws IOException {
        String name = file.getFileName().toString().replaceAll("\\.v\\d+(\\.[a-z-]+)?\\.json$", "");
        JsonNode older = ContractJson.mapper().readTree(Files.readString(file));

        ResourceEvent event =
                ContractJson.mapper().treeToValue(older, EventNames.classOf(name).orElseThrow());

        JsonNode today =
                ContractJson.mapper().readTree(ContractJson.mapper().writeValueAsString(event));
        assertSaysAsMuch(today, older);
    }

    // Whatever the older form says, the newer one says too, in the parts of its parts as well.
    private static void assertSaysAsMuch(JsonNode newer, JsonNode older) {
        if (older.isObject()) {
            for (Map.Entry<String, JsonNode> component : older.properties()) {
                assertSaysAsMuch(newer.path(component.getKey()), component.getValue());
            }
        } else if (older.isArray()) {
            assertThat(newer.size()).isEqualTo(older.size());
            for (int i = 0; i < older.size(); i++) {
                assertSaysAsMuch(newer.get(i), older.get(i));
            }
        } else {
            assertThat(newer).isEqualTo(older);
        }
    }

    @Test
    void aNewerComponentDoesNotDisturbAnOlderReader() throws IOException {
        String approved = Files.readString(APPROVED.resolve("group-snapshot.taken.v1.json"));
        Class<? extends ResourceEvent> event =
                EventNames.classOf("group-snapshot.taken").orElseThrow();

        String newer = approved.replaceFirst("\\{", "{\"added_later\": 1,");

        assertThat(ContractJson.mapper().readValue(newer, event))
                .isEqualTo(ContractJson.mapper().readValue(approved, event));
    }

    private static String fileName(Class<?> event) {
        return "%s.v%d.json".formatted(EventNames.nameOf(event), EventNames.versionOf(event));
    }
}
