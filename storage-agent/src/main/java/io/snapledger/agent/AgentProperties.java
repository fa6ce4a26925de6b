package io.snapledger.agent;

import io.snapledger.agent.driver.SimulationRules;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The agent's settings.
 *
 * @param stateDir where the agent keeps its own id
 * @param host this machine's name in the agent's host; the system's name if not set
 * @param consumerGroup agents in one group share the work
 * @param driverTimeout how long one call of the driver may take
 * @param concurrentCalls driver calls at one time
 * @param concurrentMembers members of one group snapshot worked on at one time
 * @param maxInFlight events taken and not yet answered, beyond which no more are taken
 * @param servesVolumes whether it takes work on volumes
 * @param backends the backends of shares that it serves, by their names; agents that serve others
 *     are in other groups
 * @param exportAddress how clients reach the machine that holds the shares
 * @param heartbeat how often the agent says that it is there
 */
@Validated
@ConfigurationProperties("snapledger.agent")
public record AgentProperties(
        @NotNull @DefaultValue("filesystem") DriverChoice driver,
        @NotNull @DefaultValue("data/agent") Path stateDir,
        @Nullable String host,
        @NotBlank @DefaultValue("snapledger-storage-agent") String consumerGroup,
        @NotNull @DurationMin(millis = 1) @DefaultValue("2m") Duration driverTimeout,
        @Min(1) @DefaultValue("16") int concurrentCalls,
        @Min(1) @DefaultValue("4") int concurrentMembers,
        @Min(1) @DefaultValue("256") int maxInFlight,
        @DefaultValue("true") boolean servesVolumes,
        @DefaultValue Map<String, @Valid Backend> backends,
        @NotBlank @DefaultValue("127.0.0.1") String exportAddress,
        @NotNull @DurationMin(millis = 1) @DefaultValue("10s") Duration heartbeat,
        @Valid @NotNull @DefaultValue Filesystem filesystem,
        @Valid @NotNull @DefaultValue SimulationRules simulated) {

    public AgentProperties {
        backends = Map.copyOf(backends);
        if (!servesVolumes && backends.isEmpty()) {
            throw new IllegalArgumentException(
                    "snapledger.agent serves neither volumes nor a backend of shares");
        }
    }

    /**
     * One backend of shares.
     *
     * @param root the directory that holds its shares and their snapshots
     */
    public record Backend(@NotNull Path root) {}

    /** The drivers that come with the agent. */
    public enum DriverChoice {
        FILESYSTEM,
        SIMULATED
    }

    /**
     * Settings of the filesystem driver.
     *
     * @param root the directory that holds volumes and snapshots
     */
    public record Filesystem(@NotNull @DefaultValue("data/agent/storage") Path root) {}
}
