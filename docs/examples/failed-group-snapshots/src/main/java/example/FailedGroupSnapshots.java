package example;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reacts to every group snapshot that ends in {@code error}: once for each such event, whatever is
 * restarted when.
 *
 * <p>Events come at least once. So the reaction is written together with the event's id, to one
 * file; what is in that file already is passed over. Only then is the position committed: a crash
 * in between brings the event again, and it is known.
 *
 * <p>Arguments: Kafka's address, the file, the consumer group; each has a default.
 */
public final class FailedGroupSnapshots {

    private static final String TOPIC = "snapledger.events.group-snapshot";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path file;
    private final Set<String> known = new HashSet<>();

    private FailedGroupSnapshots(Path file) throws IOException {
        this.file = file;
        if (!Files.exists(file)) {
            return;
        }
        String lines = Files.readString(file);
        if (!lines.isEmpty() && !lines.endsWith("\n")) {
            // A crash cut the last line off. Its event is not known, so it comes again.
            Files.writeString(file, "\n", StandardOpenOption.APPEND);
        }
        for (String line : lines.lines().toList()) {
            try {
                known.add(JSON.readTree(line).path("event_id").asString(""));
            } catch (JacksonException cutOff) {
                System.err.println("not a whole line: " + line);
            }
        }
    }

    public static void main(String[] arguments) throws Exception {
        String bootstrap = arguments.length > 0 ? arguments[0] : "127.0.0.1:9092";
        Path file = Path.of(arguments.length > 1 ? arguments[1] : "failed-group-snapshots.jsonl");
        String group = arguments.length > 2 ? arguments[2] : "failed-group-snapshots";
        KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(
                        Map.of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrap,
                                ConsumerConfig.GROUP_ID_CONFIG,
                                group,
                                // The first time: everything there ever was.
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                "earliest",
                                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                false),
                        new StringDeserializer(),
                        new StringDeserializer());
        Thread main = Thread.currentThread();
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> {
                            consumer.wakeup();
                            try {
                                main.join(5_000);
                            } catch (InterruptedException interrupted) {
                                Thread.currentThread().interrupt();
                            }
                        }));
        new FailedGroupSnapshots(file).run(consumer);
    }

    private void run(KafkaConsumer<String, String> consumer) throws IOException {
        try (consumer) {
            consumer.subscribe(List.of(TOPIC));
            System.out.println("watching " + TOPIC + ", " + known.size() + " failures known");
            while (true) {
                ConsumerRecords<String, String> messages = consumer.poll(Duration.ofSeconds(1));
                for (ConsumerRecord<String, String> message : messages) {
                    handle(message);
                }
                if (!messages.isEmpty()) {
                    consumer.commitSync();
                }
            }
        } catch (WakeupException asked) {
            System.out.println("stopped");
        }
    }

    private void handle(ConsumerRecord<String, String> message) throws IOException {
        String id = header(message, "ce_id");
        if (known.contains(id)) {
            return;
        }
        JsonNode event;
        try {
            event = JSON.readTree(message.value());
        } catch (JacksonException unreadable) {
            // Nothing that Snapledger wrote. It will not get better by reading it again.
            System.err.println("passed over, no JSON: " + message);
            return;
        }
        // Not the event's name: failed, deletion-failed, status-reset and whatever comes later.
        if (event.path("status").path("to").asString("").equals("error")) {
            react(id, header(message, "ce_type"), message.key(), event);
            known.add(id);
        }
    }

    /** What to do about it; here it is told and written down. Put yours in its place. */
    private void react(String id, String type, String groupSnapshot, JsonNode event)
            throws IOException {
        ObjectNode failure = JSON.createObjectNode();
        failure.put("event_id", id);
        failure.put("type", type);
        failure.put("group_snapshot_id", groupSnapshot);
        failure.put("project_id", event.path("project_id").asString(""));
        failure.put("from", event.path("status").path("from").asString(""));
        failure.put("reason", event.path("status").path("reason").asString(""));
        failure.put("request_id", event.path("request_id").asString(""));
        failure.put("at", event.path("at").asString(""));
        String line = JSON.writeValueAsString(failure) + "\n";
        try (FileOutputStream out = new FileOutputStream(file.toFile(), true)) {
            out.write(line.getBytes(StandardCharsets.UTF_8));
            out.getFD().sync();
        }
        System.out.print("failed: " + line);
        System.out.flush();
    }

    private static String header(ConsumerRecord<String, String> message, String name) {
        Header header = message.headers().lastHeader(name);
        if (header == null) {
            // No CloudEvent: its place in the topic is as good an id.
            return message.topic() + "-" + message.partition() + "-" + message.offset();
        }
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
