package io.snapledger.gateway.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.list.QueryParameters.Parameter;
import org.junit.jupiter.api.Test;

class QueryParametersTest {

    @Test
    void orderRepetitionsAndBlanksAreKept() {
        assertThat(QueryParameters.parse("b=1&a=&b=2&&c").all())
                .containsExactly(
                        new Parameter("b", "1"),
                        new Parameter("a", ""),
                        new Parameter("b", "2"),
                        new Parameter("c", ""));
        assertThat(QueryParameters.parse("").all()).isEmpty();
        assertThat(QueryParameters.parse(null).all()).isEmpty();
    }

    @Test
    void keysAndValuesAreDecoded() {
        assertThat(QueryParameters.parse("na%6De=a+b%2B%C3%A9=x").all())
                .containsExactly(new Parameter("name", "a b+é=x"));
    }

    @Test
    void theLastOfSeveralIsTheOne() {
        assertThat(QueryParameters.parse("a=1&a=2").last("a")).contains("2");
        assertThat(QueryParameters.parse("a=1").last("b")).isEmpty();
    }

    @Test
    void bytesThatAreNotUtf8AreABadRequest() {
        assertThatThrownBy(() -> QueryParameters.parse("name=%ff"))
                .isInstanceOfSatisfying(
                        Fault.class,
                        fault -> assertThat(fault.text()).startsWith("Error decoding"));
    }
}
