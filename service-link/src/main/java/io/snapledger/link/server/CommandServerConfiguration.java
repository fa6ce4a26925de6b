package io.snapledger.link.server;

import io.snapledger.link.command.CommandController;
import io.snapledger.link.command.CommandServerProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What a command-service serves besides. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CommandServerProperties.class)
@Import({LinkServerConfiguration.class, CommandController.class})
public class CommandServerConfiguration {}
