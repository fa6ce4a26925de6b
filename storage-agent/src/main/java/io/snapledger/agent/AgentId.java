package io.snapledger.agent;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** The agent's own id: made at its first start, the same ever after. */
record AgentId(UUID value) {

    static AgentId keptIn(Path stateDir) {
        Path file = stateDir.resolve("agent-id");
        try {
            if (!Files.exists(file)) {
                write(stateDir, file, UUID.randomUUID());
            }
            return new AgentId(UUID.fromString(Files.readString(file).strip()));
        } catch (IOException e) {
            throw new IllegalStateException("cannot keep the agent's id in " + file + ": " + e, e);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(file + " does not hold an agent's id", e);
        }
    }

    private static void write(Path stateDir, Path file, UUID id) throws IOException {
        Files.createDirectories(stateDir);
        Path written = Files.createTempFile(stateDir, "agent-id", ".new");
        Files.write(written, (id + "\n").getBytes(StandardCharsets.US_ASCII));
        try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
