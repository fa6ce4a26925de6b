package io.snapledger.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.snapledger.gateway.fault.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerFormTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    application/json | JSON
                    application/x-ndjson | NDJSON
                    application/cadf+json | CADF
                    APPLICATION/X-NDJSON;charset=utf-8 | NDJSON
                    */* | JSON
                    application/* | JSON
                    text/html, */*;q=0.8 | JSON
                    application/x-ndjson, */* | NDJSON
                    application/json;q=0.5, application/x-ndjson;q=0.9 | NDJSON
                    application/json;q=0.5, application/cadf+json;q=0.6, */*;q=0.9 | NDJSON
                    application/x-ndjson, application/cadf+json | NDJSON
                    application/cadf+json;q=1.0, application/x-ndjson;q=0.999 | CADF
                    application/json;q=0, */* | NDJSON
                    application/x-ndjson;q=0, application/json;q=0, application/* | CADF
                    text/csv, application/cadf+json;q=0.1 | CADF
                    """)
    void theBestLikedIsTaken(String accept, AnswerForm form) {
        assertThat(AnswerForm.accepted(accept)).isEqualTo(form);
    }

    @Test
    void whoDoesNotSayGetsPages() {
        assertThat(AnswerForm.accepted(null)).isEqualTo(AnswerForm.JSON);
        assertThat(AnswerForm.accepted(" ")).isEqualTo(AnswerForm.JSON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-ndjson;q=0",
                "*/*;q=0",
                "application/xml, text/event-stream",
                "*/*;q=banana",
                "ndjson",
                ";"
            })
    void otherTypesAreRefused(String accept) {
        assertThatExceptionOfType(Fault.class)
                .isThrownBy(() -> AnswerForm.accepted(accept))
                .satisfies(fault -> {
                    assertThat(fault.status()).isEqualTo(406);
                    assertThat(fault.text())
                            .isEqualTo(
                                    "The answer can be one of application/json,"
                                            + " application/x-ndjson, application/cadf+json, and"
                                            + " nothing else.");
                });
    }
}
