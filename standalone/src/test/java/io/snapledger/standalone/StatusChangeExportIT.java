package io.snapledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.snapledger.standalone.kafka.EmbeddedKafka;
import io.snapledger.standalone.postgres.EmbeddedPostgresServer;
import io.snapledger.standalone.postgres.PostgresPlace;
import io.snapledger.standalone.service.Services;
import io.snapledger.standalone.settings.SettingsReader;
import io.snapledger.standalone.settings.StandaloneSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * The audit trail in one piece: more of it than fits into any page, by clients that pause, and
 * while others write. {@code -Dsnapledger.rows=3000000} makes it longer.
 */
class StatusChangeExportIT {

    private static final int ROWS = Integer.getInteger("snapledger.rows", 100_000);
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final long MEGABYTE = 1 << 20;

    private static final String PATH = "/audit/v1/status-changes";
    private static final String ADMIN = "root:a0:admin,member,reader";

    // As the projection would have written them.
    private static final String INSERT =
            """
            insert into view.status_change
              (event_id, position, at, event_name, resource_type, resource_id, project_id,
               from_status, to_status, cause, reason, actor_user_id, actor_project_id, actor_roles,
               actor_address, request_id)
            select gen_random_uuid(), n, timestamptz '2026-01-01 00:00:00Z' + n * interval '1 second',
              'group-snapshot.taken', 'group-snapshot', gen_random_uuid(), 'project-' || n % 7,
              'creating', 'available', 'agent', 'because of a reason that takes some room to tell',
              'host-1', null, array[]::text[], null, 'req-' || gen_random_uuid()
            from generate_series((select coalesce(max(position), 0) + 1 from view.status_change), ?) n
            """;

    private static final String TOKEN =
            """
            update view.processor_token set token = convert_to(
              jsonb_set(convert_from(token, 'UTF8')::jsonb, '{index}', to_jsonb(cast(? as bigint)))::text, 'UTF8')
            """;

    @TempDir Path folder;

    private int port;

    /** How many of the positions are those of status changes. */
    private long stored;

    @Test
    void allOfItIsGivenAtTheClientsPace() throws Exception {
        String[] arguments = {
            "--snapledger.data-dir=" + folder, "--snapledger.kafka.port=0", "--server.port=0"
        };
        StandaloneSettings settings = SettingsReader.read(arguments, Map.of());
        try (EmbeddedPostgresServer postgres =
                        EmbeddedPostgresServer.start(PostgresPlace.below(folder));
                EmbeddedKafka kafka =
                        EmbeddedKafka.start(folder.resolve("kafka"), settings.kafka())) {
            Services services = new Services(arguments, settings, folder, postgres, kafka);
            try (ConfigurableApplicationContext commands = services.startCommandService();
                    ConfigurableApplicationContext agent = services.startStorageAgent()) {
                fill(services, commands);
                try (ConfigurableApplicationContext queries = services.startQueryService(commands);
                        ConfigurableApplicationContext gateway =
                                services.startGateway(commands, queries, agent);
                        HttpClient client = HttpClient.newHttpClient()) {
                    port =
                            gateway.getEnvironment()
                                    .getRequiredProperty("local.server.port", int.class);
                    pausingClientsHoldNothing(client, queries.getBean(HikariDataSource.class));
                    resumedAgainAndAgainItGivesEverythingOnce(client);
                }
            }
        }
    }

    /** Makes the trail long, and the event log go on where it ends. */
    private void fill(Services services, ConfigurableApplicationContext commands) {
        long events;
        try (ConfigurableApplicationContext queries = services.startQueryService(commands)) {
            JdbcClient views = queries.getBean(JdbcClient.class);
            JdbcClient log = JdbcClient.create(commands.getBean(HikariDataSource.class));
            events =
                    log.sql("select coalesce(max(global_index), 0) from event_log.event")
                            .query(Long.class)
                            .single();
            await().atMost(LONG)
                    .until(() ->
                            views.sql(
                                                    "select count(*) from view.processor_token where"
                                                            + " convert_from(token, 'UTF8')::jsonb"
                                                            + "->>'index' = ?")
                                            .param(Long.toString(events))
                                            .query(Long.class)
                                            .single()
                                    == 2);
        }
        JdbcClient database = JdbcClient.create(commands.getBean(HikariDataSource.class));
        database.sql(INSERT).param(ROWS).update();
        stored = database.sql("select count(*) from view.status_change").query(Long.class).single();
        assertThat(database.sql(TOKEN).param(ROWS).update()).isEqualTo(2);
        database.sql(
                        "alter table event_log.event alter column global_index restart with "
                                + (ROWS + 1))
                .update();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("X-Auth-Token", ADMIN);
    }

    private BufferedReader export(HttpClient client, String user, String query) throws Exception {
        HttpResponse<InputStream> answer =
                client.send(
                        request(PATH + query)
                                .setHeader("X-Auth-Token", user + ":a0:admin,member,reader")
                                .header("Accept", "application/x-ndjson")
                                .build(),
                        BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        return new BufferedReader(
                new InputStreamReader(answer.body(), StandardCharsets.UTF_8), 1_024);
    }

    private static long position(String line) {
        return JsonMapper.shared().readTree(line).get("position").longValue();
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private void pausingClientsHoldNothing(HttpClient client, HikariDataSource pool)
            throws Exception {
        long began = System.nanoTime();
        try (BufferedReader whole = export(client, "warm-up", "")) {
            assertThat(whole.lines().count()).isEqualTo(stored);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        long before = heap();
        List<BufferedReader> pausing = new ArrayList<>();
        try {
            for (int i = 0; i < 8; i++) {
                BufferedReader one = export(client, "user-" + i, "");
                assertThat(one.readLine()).startsWith("{\"position\": ");
                pausing.add(one);
            }
            await().atMost(LONG)
                    .until(() -> pool.getHikariPoolMXBean().getActiveConnections() <= 1);
            long more = heap() - before;
            System.out.printf(
                    "export: %d changes in %.1f s; eight that pause keep %.1f MB%n",
                    stored, seconds, (double) more / MEGABYTE);
            assertThat(more).isLessThan(64 * MEGABYTE);
            assertThat(pausing.getFirst().lines().count()).isEqualTo(stored - 1);
        } finally {
            for (BufferedReader one : pausing) {
                one.close();
            }
        }
    }

    private void resumedAgainAndAgainItGivesEverythingOnce(HttpClient client) throws Exception {
        int writers = 4;
        int each = 25;
        CountDownLatch writing = new CountDownLatch(writers);
        List<Long> exported = new ArrayList<>();
        List<Long> streamed = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> follower = threads.submit(() -> follow(client, writers * each, streamed));
            List<Future<?>> written = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                written.add(
                        threads.submit(() -> {
                            try {
                                for (int n = 0; n < each; n++) {
                                    create(client);
                                }
                            } finally {
                                writing.countDown();
                            }
                            return null;
                        }));
            }
            long position = ROWS;
            boolean ended = false;
            while (true) {
                try (BufferedReader next =
                        export(client, "auditor", "?after_position=" + position)) {
                    for (String line = next.readLine(); line != null; line = next.readLine()) {
                        position = position(line);
                        exported.add(position);
                    }
                }
                if (ended) {
                    break;
                }
                ended = writing.getCount() == 0;
            }
            for (Future<?> one : written) {
                one.get();
            }
            follower.get();
        }
        assertThat(exported).hasSize(writers * each).isSorted().doesNotHaveDuplicates();
        assertThat(streamed).isEqualTo(exported);
    }

    private Void follow(HttpClient client, int number, List<Long> seen)
            throws IOException, InterruptedException {
        HttpResponse<InputStream> answer =
                client.send(
                        request(PATH + "/stream")
                                .header("Accept", "text/event-stream")
                                .header("Last-Event-ID", Integer.toString(ROWS))
                                .build(),
                        BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            while (seen.size() < number) {
                String line = lines.readLine();
                if (line == null) {
                    throw new IOException("the stream ended");
                }
                if (line.startsWith("data: ")) {
                    seen.add(position(line.substring("data: ".length())));
                }
            }
        }
        return null;
    }

    private void create(HttpClient client) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                client.send(
                        request("/v3/group_types")
                                .header("OpenStack-API-Version", "volume 3.70")
                                .header("Content-Type", "application/json")
                                .POST(
                                        BodyPublishers.ofString(
                                                "{\"group_type\": {\"name\": \"%s\"}}"
                                                        .formatted(UUID.randomUUID())))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }
}
