package io.snapledger.systemtests.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTest {

    private static final String HEAD = "# client: echo 1.0\n";

    @TempDir Path home;

    @Test
    void aSessionThatIsAsExpectedPasses() {
        play(
                """
                # a table, and a name for one of its values
                $ printf '+----+--+\\n|  ID |   x |\\n+---+--+\\n| 9afe0d7129704cf2afe6096c53a221e7 | {run} |\\n'
                | ID | x |
                | {id=hex} | r1 |

                $ echo {id} 'two  words'
                {id} two words
                $ ls /nowhere/at/all
                ! /nowhere/at/all
                [2]
                ~ echo {...}
                {...}
                $ printf 'a\\nb\\nc\\n'
                ...
                {b=...}
                c
                ...
                $ echo {b}
                b
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$ echo a\nb",
                "$ echo a",
                "$ echo a\na\n[1]",
                "$ false",
                "$ true\n! a message",
                "$ printf 'a\\nb\\n'\nb\na",
                "$ printf 'a\\nb\\n'\n...\na",
                "$ printf 'a\\nb\\n'\nb\n...",
                "$ printf 'a.b'\na{uuid}b",
                "$ echo axb\na.b",
                "$ echo 9afe0d7129704cf2afe6096c53a221e7\n{id=hex}\n$ echo {id}\n{id}x",
            })
    void anythingElseFailsAndSaysWhere(String session) {
        assertThatThrownBy(() -> play(session))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("test.session, line");
    }

    @Test
    void aLineThatBelongsToNoCommandIsAMistakeInTheFile() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Session.parse("test", HEAD + "\noutput"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Session.parse("test", "$ echo without a version"));
    }

    @Test
    void whatIsNotInstalledHasNoVersion() {
        assertThat(Terminal.version("no-such-client", home)).isEmpty();
        assertThat(Terminal.version("ls", home)).isPresent();
    }

    private void play(String text) {
        new Terminal(home, _ -> Map.of())
                .play(Session.parse("test", HEAD + text), Map.of("run", "r1"));
    }
}
