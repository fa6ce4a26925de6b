package io.snapledger.standalone.service;

import io.snapledger.command.CommandServiceApplication;
import io.snapledger.standalone.failure.CannotStart;
import io.snapledger.standalone.port.Ports;
import io.snapledger.standalone.postgres.EmbeddedPostgresServer;
import io.snapledger.standalone.postgres.PostgresPlace;
import io.snapledger.standalone.settings.SettingsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Verifies the events in the data folder, unless others are named. */
public final class OwnLedger {

    // postmaster.pid: process, folder, start, port, …
    private static final int PORT_LINE = 3;

    private OwnLedger() {}

    /**
     * What the command-service's {@code verify} says, and its exit code.
     *
     * @throws CannotStart if there is nothing running that could be asked
     */
    public static int verify(String[] arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        if (Stream.of("--url", "--dump", "--help", "-h").noneMatch(o -> names(arguments, o))) {
            Path folder = SettingsReader.read(arguments, System.getenv()).dataFolder();
            PostgresPlace place = PostgresPlace.below(folder);
            all.removeIf(argument -> argument.startsWith("--snapledger."));
            all.add(
                    "--url=jdbc:postgresql://%s:%s/%s"
                            .formatted(
                                    Ports.LOOPBACK,
                                    port(place.data()),
                                    EmbeddedPostgresServer.DATABASE));
            all.add("--user=" + EmbeddedPostgresServer.USER);
            all.add("--password-file=" + place.password());
            if (!names(arguments, "--public-key") && !names(arguments, "--without-signatures")) {
                all.add("--public-key=" + ProofKey.publicIn(folder));
            }
        }
        return CommandServiceApplication.verify(all.toArray(String[]::new), System.out, System.err);
    }

    private static boolean names(String[] arguments, String option) {
        return Arrays.stream(arguments)
                .anyMatch(argument -> argument.equals(option) || argument.startsWith(option + "="));
    }

    private static String port(Path data) {
        try {
            List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
            if (lines.size() > PORT_LINE) {
                return lines.get(PORT_LINE).strip();
            }
        } catch (IOException e) {
            throw notRunning(data, e);
        }
        throw notRunning(data, null);
    }

    private static CannotStart notRunning(Path data, @Nullable Throwable e) {
        String reason =
                "No Snapledger is running on " + data.getParent() + "; name a --url or a --dump";
        return e == null ? new CannotStart(reason) : new CannotStart(reason, e);
    }
}
