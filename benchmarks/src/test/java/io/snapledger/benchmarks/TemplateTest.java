package io.snapledger.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateTest {

    @Test
    void everyOccurrenceOfAFreshIdIsReplaced() {
        Template template = Template.of("{a1,b2,a1}", List.of("a1"));

        assertThat(template.text(Map.of("a1", "new"))).isEqualTo("{new,b2,new}");
    }

    @Test
    void aNumberWithinAnotherOneStays() {
        Template template = Template.of("{44,144,443}", List.of("44"));

        assertThat(template.text(Map.of("44", "7"))).isEqualTo("{7,144,443}");
    }

    @Test
    void idsWithinLoggedBytesAreReplacedToo() {
        byte[] json = "{\"id\":\"a1\",\"name\":\"ü\"}".getBytes(StandardCharsets.UTF_8);
        Template template = Template.of("\\x" + HexFormat.of().formatHex(json), List.of("a1"));

        assertThat(template.isBytes()).isTrue();
        assertThat(template.bytes(Map.of("a1", "new")))
                .isEqualTo("{\"id\":\"new\",\"name\":\"ü\"}".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatIsAlwaysTheSameStaysAsItWasLogged() {
        assertThat(Template.of("2026-11-22 15:28:37+00", List.of()).text(Map.of()))
                .isEqualTo("2026-11-22 15:28:37+00");
    }

    @Test
    void aNumberIsNotLookedForInsideATimeOrAnId() {
        Template template =
                Template.of(
                        "{12,13} 2026-12-13 13:12:12.13+12 6f9c-12-1213 {\"index\":12}",
                        List.of("12", "13"));

        assertThat(template.text(Map.of("12", "x", "13", "y")))
                .isEqualTo("{x,y} 2026-12-13 13:12:12.13+12 6f9c-12-1213 {\"index\":x}");
    }
}
