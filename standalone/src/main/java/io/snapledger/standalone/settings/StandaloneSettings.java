package io.snapledger.standalone.settings;

import io.snapledger.standalone.kafka.KafkaSettings;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.core.env.PropertySource;

/**
 * What standalone itself has to know before anything starts.
 *
 * @param listen where the API is served
 * @param dataFolder where everything is kept
 * @param logLevels logger name to level
 * @param files what was read from files, strongest first, for the services to read as well
 */
public record StandaloneSettings(
        InetSocketAddress listen,
        Path dataFolder,
        AuthStrategy authStrategy,
        KafkaSettings kafka,
        Map<String, String> logLevels,
        List<PropertySource<?>> files) {}
