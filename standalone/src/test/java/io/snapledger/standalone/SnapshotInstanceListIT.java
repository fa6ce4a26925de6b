package io.snapledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.standalone.kafka.EmbeddedKafka;
import io.snapledger.standalone.postgres.EmbeddedPostgresServer;
import io.snapledger.standalone.postgres.PostgresPlace;
import io.snapledger.standalone.service.Services;
import io.snapledger.standalone.settings.SettingsReader;
import io.snapledger.standalone.settings.StandaloneSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The list that nothing limits, over HTTP, of more rows than fit in one page of any kind. */
class SnapshotInstanceListIT {

    private static final int ROWS = 10_000;

    private static final String INSERT =
            """
            insert into view.share_snapshot_instance
              (id, snapshot_id, share_id, share_instance_id, project_id, status, host, progress,
               export_locations, created_at)
            select gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(),
              'project-' || n % 7, 'available', 'snapledger@alpha#alpha', 100, '[]',
              timestamptz '2026-01-01 00:00:00Z' + n % 50 * interval '1 minute'
            from generate_series(1, ?) n
            """;

    @TempDir Path folder;

    @Test
    void everyInstanceIsListedOnceInTheOrderOfIds() throws Exception {
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
                    ConfigurableApplicationContext agent = services.startStorageAgent();
                    ConfigurableApplicationContext queries = services.startQueryService(commands);
                    ConfigurableApplicationContext gateway =
                            services.startGateway(commands, queries, agent)) {
                JdbcClient views = queries.getBean(JdbcClient.class);
                assertThat(views.sql(INSERT).param(ROWS).update()).isEqualTo(ROWS);
                List<String> stored =
                        views.sql("select id::text from view.share_snapshot_instance")
                                .query(String.class)
                                .list();
                int port =
                        gateway.getEnvironment()
                                .getRequiredProperty("local.server.port", int.class);

                assertThat(listed(port, ""))
                        .isSorted()
                        .isEqualTo(stored.stream().sorted().toList());
                assertThat(listed(port, "/detail")).isEqualTo(stored.stream().sorted().toList());
            }
        }
    }

    private static List<String> listed(int port, String rest)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    client.send(
                            HttpRequest.newBuilder(
                                            URI.create(
                                                    "http://127.0.0.1:%d/v2/snapshot-instances%s"
                                                            .formatted(port, rest)))
                                    .header("X-Auth-Token", "root:a0:admin,member,reader")
                                    .header("X-OpenStack-Manila-API-Version", "2.73")
                                    .build(),
                            BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return JsonMapper.shared()
                    .readTree(answer.body())
                    .path("snapshot_instances")
                    .valueStream()
                    .map((JsonNode row) -> row.path("id").asString())
                    .toList();
        }
    }
}
