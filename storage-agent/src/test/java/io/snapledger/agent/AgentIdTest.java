package io.snapledger.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentIdTest {

    @TempDir Path folder;

    @Test
    void anAgentKeepsItsId() {
        Path stateDir = folder.resolve("not/yet/there");

        AgentId first = AgentId.keptIn(stateDir);

        assertThat(AgentId.keptIn(stateDir)).isEqualTo(first);
        assertThat(stateDir).isDirectoryContaining("glob:**/agent-id");
        assertThat(stateDir.toFile().list()).hasSize(1);
    }

    @Test
    void twoAgentsHaveTwoIds() {
        assertThat(AgentId.keptIn(folder.resolve("one")))
                .isNotEqualTo(AgentId.keptIn(folder.resolve("other")));
    }

    @Test
    void aBrokenFileIsNamedAndKept() throws IOException {
        Path file = Files.writeString(folder.resolve("agent-id"), "scribble");

        assertThatThrownBy(() -> AgentId.keptIn(folder))
                .hasMessage("%s does not hold an agent's id", file);
        assertThat(file).hasContent("scribble");
    }
}
