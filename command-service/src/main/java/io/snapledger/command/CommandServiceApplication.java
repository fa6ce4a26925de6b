package io.snapledger.command;

import io.snapledger.eventlog.verify.VerifyCommand;
import io.snapledger.link.server.CommandServerConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The command-service: takes commands, stores their outcomes as events, publishes them. */
@SpringBootApplication
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
            System.exit(VerifyCommand.run(args, System.out, System.err));
        }
        builder()
                .sources(CommandServerConfiguration.class)
                .web(WebApplicationType.SERVLET)
                .properties("spring.config.name=" + CONFIG_NAME + "," + CONFIG_NAME + "-process")
                .run(args);
    }
}
