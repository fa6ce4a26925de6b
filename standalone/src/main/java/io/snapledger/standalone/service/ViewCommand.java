package io.snapledger.standalone.service;

import io.snapledger.query.QueryServiceApplication;
import io.snapledger.standalone.folder.DataFolder;
import io.snapledger.standalone.postgres.EmbeddedPostgresServer;
import io.snapledger.standalone.postgres.PostgresLogin;
import io.snapledger.standalone.postgres.PostgresPlace;
import io.snapledger.standalone.settings.StandaloneSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The query-service's work on views, on the database that standalone has: that of one that runs, or
 * of one that does not, whose server is started for it.
 */
public final class ViewCommand {

    private ViewCommand() {}

    /** Whether arguments ask for it. */
    public static boolean isAsked(String[] arguments) {
        return QueryServiceApplication.asksForViews(arguments);
    }

    /** What the command says, and its exit code. */
    public static int run(String[] arguments, StandaloneSettings settings) {
        PostgresPlace place = PostgresPlace.below(settings.dataFolder());
        Optional<PostgresLogin> running = PostgresLogin.ofRunning(place);
        if (running.isPresent()) {
            return run(arguments, settings, running.get());
        }
        try (DataFolder _ = DataFolder.take(settings.dataFolder());
                EmbeddedPostgresServer server = EmbeddedPostgresServer.start(place)) {
            return run(
                    arguments,
                    settings,
                    new PostgresLogin(server.jdbcUrl(), server.user(), server.password()));
        }
    }

    private static int run(
            String[] arguments, StandaloneSettings settings, PostgresLogin database) {
        return QueryServiceApplication.viewCommand(
                arguments,
                told -> queryService(arguments, settings, database, told),
                System.out,
                System.err);
    }

    private static ConfigurableApplicationContext queryService(
            String[] arguments,
            StandaloneSettings settings,
            PostgresLogin database,
            Map<String, Object> told) {
        Map<String, Object> wiring = new HashMap<>(told);
        wiring.putAll(Services.database("spring.datasource", database));
        wiring.putAll(Services.database("snapledger.event-log.datasource", database));
        return new ServiceStart(arguments, settings.files())
                .start(
                        new Service(
                                "query-service",
                                QueryServiceApplication.class,
                                false,
                                wiring,
                                Map.of("management.health.defaults.enabled", "false"),
                                Map.of()));
    }
}
