package io.snapledger.operations.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.tracing.Tracer;
import io.snapledger.operations.trace.Traces.Kind;
import io.snapledger.operations.trace.Traces.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

class TracesTest {

    private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void nothingIsThereUnlessItIsSaidWhereToSendTraces() {
        try (ConfigurableApplicationContext service = start()) {
            Traces traces = service.getBean(Traces.class);

            assertThat(traces.areOn()).isFalse();
            assertThat(service.getBeanNamesForType(Tracer.class)).isEmpty();
            assertThat(service.getBeanDefinitionNames())
                    .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).contains("otel"));
            try (Step step = traces.begin("anything", Kind.WORK, PARENT)) {
                assertThat(step.traceParent()).isNull();
                assertThat(traces.traceParent()).isEmpty();
            }
        }
    }

    @Test
    void aSpanGoesOnWithTheTraceThatAnotherProcessToldOf() {
        // Nothing listens there: what cannot be sent is no failure of the service.
        try (ConfigurableApplicationContext service =
                start("--" + TraceConfiguration.ENDPOINT + "=http://127.0.0.1:9/v1/traces")) {
            Traces traces = service.getBean(Traces.class);

            assertThat(traces.areOn()).isTrue();
            assertThat(traces.traceParent()).isEmpty();
            try (Step step = traces.begin("work", Kind.RECEIVING, PARENT)) {
                assertThat(step.traceParent())
                        .startsWith("00-0af7651916cd43dd8448eb211c80319c-")
                        .endsWith("-01")
                        .isNotEqualTo(PARENT);
                assertThat(traces.traceParent()).contains(String.valueOf(step.traceParent()));
                try (Step inner = traces.begin("inner", Kind.WORK, null)) {
                    assertThat(inner.traceParent())
                            .startsWith("00-0af7651916cd43dd8448eb211c80319c-")
                            .isNotEqualTo(step.traceParent());
                }
            }
            assertThat(traces.traceParent()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01"
            })
    void whatIsNoTraceParentIsNone(String text) {
        assertThat(TraceParent.of(text)).isEmpty();
    }

    @Test
    void aTraceParentIsWrittenAsItWasRead() {
        assertThat(TraceParent.of(PARENT).map(TraceParent::text)).contains(PARENT);
        assertThat(TraceParent.of(PARENT.replace("-01", "-00")).map(TraceParent::sampled))
                .contains(false);
    }

    private static ConfigurableApplicationContext start(String... arguments) {
        return new SpringApplicationBuilder(Service.class)
                .web(WebApplicationType.NONE)
                .run(arguments);
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @ImportAutoConfiguration(ConfigurationPropertiesAutoConfiguration.class)
    @Import(TraceConfiguration.class)
    static class Service {}
}
