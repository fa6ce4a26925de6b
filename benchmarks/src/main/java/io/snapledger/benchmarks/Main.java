package io.snapledger.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import tools.jackson.databind.json.JsonMapper;

/** The first word says what is measured. */
public final class Main {

    private Main() {}

    /**
     * Starts it.
     *
     * @param args {@code raw-writes FILE}, {@code publication-lag ADDRESS SECONDS}, or {@code
     *     same-bytes} and Spring's own arguments
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        String limit = args.length == 0 ? "" : args[0];
        switch (limit) {
            case "raw-writes" -> {
                JsonMapper json = JsonMapper.builder().build();
                Replay replay = json.readValue(Path.of(args[1]).toFile(), Replay.class);
                System.out.println(json.writeValueAsString(new RawWrites(replay).measure()));
            }
            case "publication-lag" -> {
                Duration time = Duration.ofMillis((long) (Double.parseDouble(args[2]) * 1000));
                PublicationLag.Measured measured = new PublicationLag(args[1]).measure(time);
                System.out.println(JsonMapper.builder().build().writeValueAsString(measured));
            }
            case "same-bytes" -> SameBytes.main(Arrays.copyOfRange(args, 1, args.length));
            default -> {
                System.err.println(
                        "raw-writes FILE | publication-lag ADDRESS SECONDS"
                                + " | same-bytes --benchmarks.answers=FOLDER");
                System.exit(2);
            }
        }
    }
}
