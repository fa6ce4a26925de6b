package io.snapledger.operations.trace;

import io.micrometer.tracing.Tracer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.otlp.OtlpTracingAutoConfiguration;
import org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Traces where it is said where to send them; elsewhere there is no tracer at all. */
@Configuration(proxyBeanMethods = false)
public class TraceConfiguration {

    /** Where traces are sent: an OTLP receiver's address for HTTP, with its path. */
    public static final String ENDPOINT = "management.opentelemetry.tracing.export.otlp.endpoint";

    @Bean
    Traces traces(ObjectProvider<Tracer> tracer) {
        return tracer.stream().findFirst().map(Traces::by).orElse(Traces.OFF);
    }

    /**
     * All that Spring Boot brings for it, in the order in which one needs the other. Plainly
     * imported: a service that takes every auto-configuration there is has left these out.
     */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(ENDPOINT)
    @Import({
        OpenTelemetrySdkAutoConfiguration.class,
        OpenTelemetryTracingAutoConfiguration.class,
        OtlpTracingAutoConfiguration.class,
        MicrometerTracingAutoConfiguration.class
    })
    static class Sent {}
}
