package io.snapledger.command;

import io.snapledger.eventlog.proof.SigningKey;
import io.snapledger.eventlog.verify.VerifyCommand;
import io.snapledger.link.server.CommandServerConfiguration;
import io.snapledger.operations.trace.TraceConfiguration;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.autoconfigure.NoopTracerAutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.otlp.OtlpTracingAutoConfiguration;
import org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration;
import org.springframework.context.annotation.Import;

/** The command-service: takes commands, stores their outcomes as events, publishes them. */
// Traces are on where it is said where to send them, and not because they can be made.
@SpringBootApplication(
        exclude = {
            OpenTelemetrySdkAutoConfiguration.class,
            OpenTelemetryTracingAutoConfiguration.class,
            OtlpTracingAutoConfiguration.class,
            MicrometerTracingAutoConfiguration.class,
            NoopTracerAutoConfiguration.class
        })
@Import(TraceConfiguration.class)
@ConfigurationPropertiesScan
public class CommandServiceApplication {

    /** Its configuration file is {@code command-service.yml}. */
    public static final String CONFIG_NAME = "command-service";

    /** How the service is started, by itself or inside another process. */
    public static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(CommandServiceApplication.class)
                .web(WebApplicationType.NONE)
                .properties("spring.config.name=" + CONFIG_NAME);
    }

    /** Starts it, or, if the first argument is {@code verify}, verifies an event log. */
    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals(VerifyCommand.NAME)) {
            System.exit(verify(args, System.out, System.err));
        }
        builder()
                .sources(CommandServerConfiguration.class)
                .web(WebApplicationType.SERVLET)
                .properties("spring.config.name=" + CONFIG_NAME + "," + CONFIG_NAME + "-process")
                .run(args);
    }

    /**
     * Verifies an event log, in a database or in a dump.
     *
     * @return the exit code: 0 unaltered, 1 altered, 2 neither could be told
     */
    public static int verify(String[] args, PrintStream out, PrintStream err) {
        return VerifyCommand.run(args, out, err);
    }

    /**
     * Makes the key that roots over the events are signed with, unless there is one.
     *
     * @throws IOException if it cannot be written
     */
    public static void createSigningKeyUnlessThere(Path privateKey, Path publicKey)
            throws IOException {
        SigningKey.createUnlessThere(privateKey, publicKey);
    }
}
