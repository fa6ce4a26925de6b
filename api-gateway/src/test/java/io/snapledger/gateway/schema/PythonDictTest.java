package io.snapledger.gateway.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PythonDictTest {

    @Test
    void readsTextsInEitherQuotesAndNumbers() {
        assertThat(PythonDict.read(" { 'a' : \"it's\", u'b': 'c', 'n': 1, 2: -1.5, } "))
                .contains(Map.of("a", "it's", "b", "c", "n", "1", "2", "-1.5"));
        assertThat(PythonDict.read("{}")).contains(Map.of());
    }

    @Test
    void readsEscapes() {
        assertThat(PythonDict.read("{'a\\'b': 'c\\\\d\\n\\x41\\u00e9\\U0001f600\\q'}"))
                .contains(Map.of("a'b", "c\\d\nA\u00e9\ud83d\ude00\\q"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "{",
                "{'a'}",
                "{'a': }",
                "{'a': 'b'",
                "{'a': 'b'} x",
                "{'a': 'b' 'c': 'd'}",
                "{'a': None}",
                "{'a': ['b']}",
                "{'a': 'b",
                "{'a': 'b\\",
                "{'a': '\\u00'}",
                "{'a': '\\x00'}",
                "{'a': '\\ud800'}",
                "{'a': '\\UFFFFFFFF'}",
                "['a']",
                "{,}"
            })
    void takesNothingElse(String text) {
        assertThat(PythonDict.read(text)).isEmpty();
    }
}
