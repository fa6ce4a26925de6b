package io.snapledger.systemtests.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormaliserTest {

    private final Placeholders placeholders = new Placeholders();
    private final Normaliser normaliser =
            new Normaliser(URI.create("http://127.0.0.1:8776"), placeholders);

    @BeforeEach
    void aRun() {
        placeholders.put("run", "r012345678");
        placeholders.put("P.demo", "ddddddddddddddddddddddd012345678");
        placeholders.put("U.demo", "demo-r012345678");
        placeholders.put("P.reader", "ddddddddddddddddddddddd012345678");
        placeholders.put("g1", "11111111-2222-4333-8444-555555555555");
        placeholders.put("short", "gs1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    http://127.0.0.1:8776/v3/ddddddddddddddddddddddd012345678/x | {base}/v3/{P.demo}/x
                    by demo-r012345678 in vt-r012345678             | by {U.demo} in vt-{run}
                    11111111-2222-4333-8444-555555555555            | {g1}
                    req-11111111-2222-4333-8444-555555555556        | <req-id>
                    id 21111111-2222-4333-8444-555555555556.        | id <uuid>.
                    00000000-0000-4000-8000-00000000dead            | 00000000-0000-4000-8000-00000000dead
                    0123456789abcdef0123456789abcdef                | <hex32>
                    00000000000000000000000000000000                | 00000000000000000000000000000000
                    2026-11-21T20:00:00.123456                      | <ts.us>
                    2026-11-21T20:00:00                             | <ts>
                    2026-11-21T20:00:00Z                            | <tsz>
                    2026-11-21T20:00:00.123456+00:00                | <tsz>
                    2026-11-21T20:00:00.123                         | 2026-11-21T20:00:00.123
                    Keystone uri="http://127.0.0.1:5000/v3"         | Keystone uri="{keystone}"
                    lab@fake#pool                                   | <any-string>
                    gs1                                             | gs1
                    """)
    void whatDiffersFromRunToRunIsNamed(String received, String written) {
        assertThat(normaliser.normalise(received)).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource({"x,99,false", "x,100,true", "😀,100,true"})
    void longRepetitionsAreCounted(String character, int times, boolean shortened) {
        String text = "'" + character.repeat(times) + "'";

        assertThat(normaliser.normalise(text))
                .isEqualTo(shortened ? "'$REPEAT(%s,%d)'".formatted(character, times) : text);
        assertThat(placeholders.fill(normaliser.normalise(text))).isEqualTo(text);
    }
}
