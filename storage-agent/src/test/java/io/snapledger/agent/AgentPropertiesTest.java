package io.snapledger.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.snapledger.agent.AgentProperties.DriverChoice;
import io.snapledger.agent.driver.SimulationRules;
import io.snapledger.agent.driver.VolumeDriver;
import io.snapledger.contract.outcome.AgentIdentity;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;

class AgentPropertiesTest {

    @TempDir Path folder;

    private ApplicationContextRunner agent() {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
                .withUserConfiguration(AgentConfiguration.class)
                .withBean(SimpleMeterRegistry.class)
                .withPropertyValues(
                        "snapledger.agent.state-dir=" + folder.resolve("state"),
                        "snapledger.agent.filesystem.root=" + folder.resolve("storage"));
    }

    @Test
    void theDefaultsFitALaptop() {
        agent().run(context -> {
            AgentProperties properties = context.getBean(AgentProperties.class);
            assertThat(properties.driver()).isEqualTo(DriverChoice.FILESYSTEM);
            assertThat(properties.driverTimeout()).isEqualTo(Duration.ofMinutes(2));
            assertThat(properties.simulated()).isEqualTo(SimulationRules.NONE);
            assertThat(folder.resolve("storage/volumes")).isDirectory();
        });
    }

    @Test
    void theSimulatedDriverFollowsItsRules() {
        agent().withPropertyValues(
                        "snapledger.agent.driver=simulated",
                        "snapledger.agent.host=rack7",
                        "snapledger.agent.simulated.delay=1ms",
                        "snapledger.agent.simulated.fail-snapshots-of-volumes-larger-than-gib=5")
                .run(context -> {
                    assertThat(context.getBean(AgentProperties.class).simulated())
                            .isEqualTo(
                                    new SimulationRules(
                                            Duration.ofMillis(1), null, 5, false, null, null));
                    assertThat(context.getBean(VolumeDriver.class).name()).isEqualTo("simulated");
                    assertThat(context.getBean(AgentIdentity.class).host())
                            .isEqualTo("rack7@simulated#simulated");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "driver=floppy",
                "driver-timeout=0s",
                "concurrent-calls=0",
                "concurrent-members=0",
                "max-in-flight=0",
                "consumer-group="
            })
    void refusesWhatCannotWork(String setting) {
        agent().withPropertyValues("snapledger.agent." + setting)
                .run(context -> assertThat(context).hasFailed());
    }
}
