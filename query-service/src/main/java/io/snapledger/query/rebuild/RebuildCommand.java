package io.snapledger.query.rebuild;

import io.snapledger.contract.rebuild.RebuildAnswer;
import io.snapledger.contract.rebuild.RebuildState;
import io.snapledger.contract.rebuild.RebuildView;
import io.snapledger.contract.rebuild.ViewRebuilds;
import io.snapledger.contract.rebuild.ViewState;
import io.snapledger.query.projection.Failures;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessException;

/**
 * Makes views again from the command line. It does the work itself, whether or not the service
 * runs; where it is stopped in the middle, a running service goes on with it, or the next call.
 */
public final class RebuildCommand {

    private static final String REBUILD = "rebuild";
    private static final String RETIRE = "retire";
    private static final String ALL = "all";
    private static final Duration LOOK = Duration.ofMillis(500);

    private static final String HELP =
            """
            rebuild VIEW...          makes views again from the events, beside the live ones
            rebuild all              all of them, one after the other
            rebuild                  lists them
            retire SCHEMA            drops the views of a build that runs nowhere any more\
            """;

    private RebuildCommand() {}

    /** Whether arguments ask for this instead of the service. */
    public static boolean isAsked(String[] arguments) {
        return arguments.length > 0 && List.of(REBUILD, RETIRE).contains(arguments[0]);
    }

    // Told besides, whatever the settings say: it follows nothing, and does only what is asked for.
    private static Map<String, Object> settings(boolean rebuilds) {
        return Map.of(
                "snapledger.projection.enabled",
                false,
                "snapledger.agents.enabled",
                false,
                "snapledger.views.rebuild.enabled",
                rebuilds);
    }

    /**
     * Does it.
     *
     * @param arguments as given, settings among them
     * @param start starts the service with settings that go before all others
     * @return the exit code
     */
    public static int run(
            String[] arguments,
            Function<Map<String, Object>, ConfigurableApplicationContext> start,
            PrintStream out,
            PrintStream err) {
        List<String> words =
                Arrays.stream(arguments).filter(word -> !word.startsWith("-")).toList();
        if (Arrays.asList(arguments).contains("--help")
                || (words.getFirst().equals(RETIRE) && words.size() != 2)) {
            out.println(HELP);
            return words.getFirst().equals(RETIRE) ? 2 : 0;
        }
        boolean rebuilds = words.getFirst().equals(REBUILD) && words.size() > 1;
        try (ConfigurableApplicationContext service = start.apply(settings(rebuilds))) {
            if (words.getFirst().equals(RETIRE)) {
                service.getBean(Shapes.class).retire(words.get(1));
                out.println("The views in the schema " + words.get(1) + " are dropped.");
                return 0;
            }
            return rebuild(
                    words.subList(1, words.size()),
                    service.getBean(ViewRebuilds.class),
                    service.getBean(RebuildTable.class),
                    out,
                    err);
        } catch (CannotRebuild e) {
            err.println(e.getMessage());
            return 1;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private static int rebuild(
            List<String> asked,
            ViewRebuilds rebuilds,
            RebuildTable table,
            PrintStream out,
            PrintStream err)
            throws InterruptedException {
        List<String> known = rebuilds.list().stream().map(ViewState::name).toList();
        if (asked.isEmpty()) {
            known.forEach(out::println);
            return 0;
        }
        List<String> views = asked.equals(List.of(ALL)) ? known : asked;
        for (String view : views) {
            if (!known.contains(view)) {
                err.println("There is no view " + view + ". Views: " + String.join(", ", known));
                return 2;
            }
        }
        int code = 0;
        for (String view : views) {
            RebuildAnswer answer = rebuilds.begin(view, null, null).orElseThrow();
            if (!answer.begun()) {
                out.println(view + ": one runs already, waiting for it");
            }
            RebuildView end = await(answer.rebuild().id(), table, out);
            if (end.state() != RebuildState.FINISHED) {
                err.println(view + ": " + end.state().word() + reason(end));
                code = 1;
            }
        }
        return code;
    }

    // By its id: another one of the view may have begun since.
    private static RebuildView await(UUID id, RebuildTable table, PrintStream out)
            throws InterruptedException {
        String said = "";
        while (true) {
            String line;
            try {
                RebuildView now = table.find(id).orElseThrow();
                line = line(now);
                if (now.state() != RebuildState.RUNNING) {
                    out.println(line);
                    return now;
                }
            } catch (DataAccessException e) {
                if (!PassingFailures.passes(e)) {
                    throw e;
                }
                line = "waiting for the database: " + Failures.inOneLine(e);
            }
            if (!line.equals(said)) {
                out.println(line);
                said = line;
            }
            Thread.sleep(LOOK);
        }
    }

    private static String line(RebuildView rebuild) {
        String phase = rebuild.phase() == null ? rebuild.state().word() : rebuild.phase().word();
        StringBuilder line = new StringBuilder(rebuild.view()).append(": ").append(phase);
        line.append(", ").append(rebuild.eventsDone());
        if (rebuild.eventsTotal() != null) {
            line.append(" of ").append(rebuild.eventsTotal());
        }
        line.append(" events");
        if (rebuild.eventsPerSecond() != null) {
            line.append(
                    String.format(Locale.ROOT, ", %.0f each second", rebuild.eventsPerSecond()));
        }
        if (rebuild.secondsLeft() != null) {
            line.append(", ").append(rebuild.secondsLeft()).append(" s left");
        }
        return line.toString();
    }

    private static String reason(RebuildView rebuild) {
        return rebuild.failure() == null ? "" : ", " + Objects.toString(rebuild.failure());
    }
}
