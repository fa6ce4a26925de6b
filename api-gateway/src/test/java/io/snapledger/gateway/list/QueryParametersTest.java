package io.snapledger.gateway.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapledger.gateway.api.Api;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.list.QueryParameters.Parameter;
import org.junit.jupiter.api.Test;

class QueryParametersTest {

    @Test
    void orderRepetitionsAndBlanksAreKept() {
        assertThat(QueryParameters.parse("b=1&a=&b=2&&c", Api.BLOCK_STORAGE).all())
                .containsExactly(
                        new Parameter("b", "1"),
                        new Parameter("a", ""),
                        new Parameter("b", "2"),
                        new Parameter("c", ""));
        assertThat(QueryParameters.parse("", Api.BLOCK_STORAGE).all()).isEmpty();
        assertThat(QueryParameters.parse(null, Api.BLOCK_STORAGE).all()).isEmpty();
    }

    @Test
    void keysAndValuesAreDecoded() {
        assertThat(QueryParameters.parse("na%6De=a+b%2B%C3%A9=x", Api.BLOCK_STORAGE).all())
                .containsExactly(new Parameter("name", "a b+é=x"));
    }

    @Test
    void theLastOfSeveralIsTheOne() {
        assertThat(QueryParameters.parse("a=1&a=2", Api.BLOCK_STORAGE).last("a")).contains("2");
        assertThat(QueryParameters.parse("a=1", Api.BLOCK_STORAGE).last("b")).isEmpty();
    }

    @Test
    void bytesThatAreNotUtf8AreABadRequest() {
        assertThatThrownBy(() -> QueryParameters.parse("name=%ff", Api.BLOCK_STORAGE))
                .isInstanceOfSatisfying(
                        Fault.class,
                        fault -> assertThat(fault.text()).startsWith("Error decoding"));
    }
}
