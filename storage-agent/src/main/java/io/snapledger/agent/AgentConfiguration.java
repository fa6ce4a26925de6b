package io.snapledger.agent;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.snapledger.agent.driver.FilesystemShareDriver;
import io.snapledger.agent.driver.FilesystemVolumeDriver;
import io.snapledger.agent.driver.ShareDriver;
import io.snapledger.agent.driver.SimulatedShareDriver;
import io.snapledger.agent.driver.SimulatedVolumeDriver;
import io.snapledger.agent.driver.VolumeDriver;
import io.snapledger.contract.outcome.AgentIdentity;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who this agent is, and what it stores with. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AgentProperties.class)
class AgentConfiguration {

    @Bean
    AgentId agentId(AgentProperties properties) {
        return AgentId.keptIn(properties.stateDir());
    }

    @Bean
    VolumeDriver volumeDriver(AgentProperties properties, AgentId agentId, MeterRegistry meters) {
        return switch (properties.driver()) {
            case FILESYSTEM -> {
                Path root = properties.filesystem().root();
                VolumeDriver driver = filesystem(root, agentId.value());
                Gauge.builder("snapledger.agent.disk.free", root.toFile(), File::getUsableSpace)
                        .description("What is left on the disk of the volumes and snapshots")
                        .baseUnit("bytes")
                        .strongReference(true)
                        .register(meters);
                yield driver;
            }
            case SIMULATED -> new SimulatedVolumeDriver(properties.simulated());
        };
    }

    @Bean
    ShareDriver shareDriver(AgentProperties properties, AgentId agentId) {
        return switch (properties.driver()) {
            case FILESYSTEM -> shareTrees(properties, agentId.value());
            case SIMULATED -> new SimulatedShareDriver(properties.simulated());
        };
    }

    private static ShareDriver shareTrees(AgentProperties properties, UUID agentId) {
        Map<String, Path> roots = new HashMap<>();
        properties.backends().forEach((name, backend) -> roots.put(name, backend.root()));
        try {
            return FilesystemShareDriver.open(roots, agentId, properties.exportAddress());
        } catch (IOException e) {
            throw new IllegalStateException("cannot keep shares in %s: %s".formatted(roots, e), e);
        }
    }

    @Bean
    AgentIdentity agentIdentity(
            AgentProperties properties, AgentId agentId, VolumeDriver volumeDriver) {
        String host = properties.host() == null ? hostName() : properties.host();
        // Cinder's host@backend#pool: cinder/volume/volume_utils.py extract_host().
        return new AgentIdentity(
                agentId.value(),
                "%s@%s#%s".formatted(host, volumeDriver.name(), volumeDriver.name()));
    }

    private static VolumeDriver filesystem(Path root, UUID agentId) {
        try {
            return FilesystemVolumeDriver.open(root, agentId);
        } catch (IOException e) {
            throw new IllegalStateException("cannot keep volumes in %s: %s".formatted(root, e), e);
        }
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException _) {
            // The machine has a name that nothing resolves.
            return "localhost";
        }
    }
}
