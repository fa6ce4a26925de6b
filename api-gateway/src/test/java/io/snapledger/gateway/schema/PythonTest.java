package io.snapledger.gateway.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class PythonTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "null|None",
                "true|True",
                "false|False",
                "5|5",
                "-0|0",
                "123456789012345678901234567890|123456789012345678901234567890",
                "1.5|1.5",
                "2.0|2.0",
                "1e2|100.0",
                "1e15|1000000000000000.0",
                "1e16|1e+16",
                "12345678901234567890.0|1.2345678901234567e+19",
                "0.0001|0.0001",
                "0.00001|1e-05",
                "0.000012|1.2e-05",
                "1.5e-7|1.5e-07",
                "1e100|1e+100",
                "-2.5|-2.5",
                "-0.0|-0.0",
                "1e999|inf",
                "-1e999|-inf",
                "[]|[]",
                "{}|{}",
                "[1, \"a\"]|[1, 'a']",
                "{\"k\": \"v\", \"n\": null}|{'k': 'v', 'n': None}",
                "{\"a\": [true, {\"b\": 1.0}]}|{'a': [True, {'b': 1.0}]}",
                "{\"z\": 1, \"a\": 2}|{'z': 1, 'a': 2}"
            })
    void valuesArePrintedAsPythonDoes(String json, String expected) {
        assertThat(Python.repr(JSON.readTree(json))).isEqualTo(expected);
    }

    @Test
    void textIsQuotedAsPythonDoes() {
        assertThat(Python.repr("abc")).isEqualTo("'abc'");
        assertThat(Python.repr("it's")).isEqualTo("\"it's\"");
        assertThat(Python.repr("say \"q\"")).isEqualTo("'say \"q\"'");
        assertThat(Python.repr("it's \"q\"")).isEqualTo("'it\\'s \"q\"'");
        assertThat(Python.repr("a\\b")).isEqualTo("'a\\\\b'");
    }

    @Test
    void whatCannotBePrintedIsEscaped() {
        assertThat(Python.repr("a\nb\tc\rd")).isEqualTo("'a\\nb\\tc\\rd'");
        assertThat(Python.repr("a\u0007b\u007f")).isEqualTo("'a\\x07b\\x7f'");
        assertThat(Python.repr("\u00a0\u00ad")).isEqualTo("'\\xa0\\xad'");
        assertThat(Python.repr("\u2028\u200b")).isEqualTo("'\\u2028\\u200b'");
        assertThat(Python.repr("\ud800")).isEqualTo("'\\ud800'");
        assertThat(Python.repr("\udb40\udc01")).isEqualTo("'\\U000e0001'");
    }

    @Test
    void whatCanBePrintedStays() {
        assertThat(Python.repr("na\u00efve \u2713 \u65e5\u672c \ud83d\ude00"))
                .isEqualTo("'na\u00efve \u2713 \u65e5\u672c \ud83d\ude00'");
    }

    @Test
    void strOfTextIsTheTextItself() {
        assertThat(Python.str(JSON.readTree("\"it's\""))).isEqualTo("it's");
        assertThat(Python.str(JSON.readTree("[\"x\"]"))).isEqualTo("['x']");
        assertThat(Python.str(JSON.readTree("null"))).isEqualTo("None");
    }

    @Test
    void listsAndTuplesOfTexts() {
        assertThat(Python.repr(List.of("a", "b"))).isEqualTo("['a', 'b']");
        assertThat(Python.tuple(List.of("a", "b"))).isEqualTo("('a', 'b')");
        assertThat(Python.tuple(List.of("a"))).isEqualTo("('a',)");
    }

    @Test
    void lengthCountsCodePoints() {
        assertThat(Python.length("a\ud83d\ude00b")).isEqualTo(3);
    }

    @Test
    void stripTakesEveryKindOfBlank() {
        assertThat(Python.strip(" \t\n\u000b\u001c\u0085\u00a0\u2003\u3000x y\u2028 "))
                .isEqualTo("x y");
        assertThat(Python.strip(" \u00a0")).isEmpty();
        // A zero-width space is no space.
        assertThat(Python.strip("\u200bx")).isEqualTo("\u200bx");
    }
}
