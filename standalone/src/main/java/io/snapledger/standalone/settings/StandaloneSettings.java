package io.snapledger.standalone.settings;

import io.snapledger.standalone.kafka.KafkaSettings;
import io.snapledger.standalone.log.LogSettings;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.springframework.core.env.PropertySource;
import org.springframework.util.unit.DataSize;

/**
 * What standalone itself has to know before anything starts.
 *
 * @param listen where the API is served
 * @param dataFolder where everything is kept
 * @param lowDisk health says so while less of the data folder's disk is left
 * @param files what was read from files, strongest first, for the services to read as well
 */
public record StandaloneSettings(
        InetSocketAddress listen,
        Path dataFolder,
        AuthStrategy authStrategy,
        KafkaSettings kafka,
        DataSize lowDisk,
        LogSettings log,
        List<PropertySource<?>> files) {}
