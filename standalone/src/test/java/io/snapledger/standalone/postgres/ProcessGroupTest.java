package io.snapledger.standalone.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ProcessGroupTest {

    @Test
    @Timeout(30)
    void endsWhatItsLeaderLeftBehind() throws Exception {
        assumeFalse(ProcessGroup.prefix().isEmpty(), "no program makes groups here");
        Process leader = started("sleep 300 & echo started");
        try (BufferedReader output = leader.inputReader()) {
            assertThat(output.readLine()).isEqualTo("started");
            assertThat(leader.waitFor()).isZero();
            new ProcessGroup(leader).end();
            // Its end is seen only when nobody is left who could write.
            assertThat(output.readLine()).isNull();
        }
    }

    @Test
    @Timeout(30)
    void killsWhatDoesNotEndWhenAsked() throws Exception {
        Process leader = started("trap '' TERM; echo started; while :; do sleep 1; done");
        try (BufferedReader output = leader.inputReader()) {
            assertThat(output.readLine()).isEqualTo("started");
            new ProcessGroup(leader).end();
            assertThat(output.readLine()).isNull();
        }
    }

    private static Process started(String script) throws IOException {
        List<String> command = new ArrayList<>(ProcessGroup.prefix());
        command.addAll(List.of("/bin/sh", "-c", script));
        return new ProcessBuilder(command).start();
    }
}
