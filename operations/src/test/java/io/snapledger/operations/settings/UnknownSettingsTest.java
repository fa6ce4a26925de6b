package io.snapledger.operations.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class UnknownSettingsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "snapledger.data-dir",
                "snapledger.dataDir",
                "snapledger.DATA_DIR",
                "snapledger.shares.backends[0].name",
                "snapledger.agent.backends.alpha.root",
                "snapledger.policy.dirs",
                "snapledger.policy.dirs[1]",
                "server.prot"
            })
    void whatIsASettingIsTakenAndWhatIsOthersIsTheirs(String name) {
        assertThatCode(() -> UnknownSettings.refuse(told(name))).doesNotThrowAnyException();
    }

    @Test
    void aTypingMistakeIsToldWithTheSettingThatWasMeant() {
        assertThatThrownBy(() -> UnknownSettings.refuse(told("snapledger.deadline.timout")))
                .isInstanceOf(UnknownSettingException.class)
                .hasMessage(
                        "snapledger.deadline.timout is no setting; did you mean"
                                + " snapledger.deadline.timeout?");
    }

    @Test
    void whatIsLikeNoSettingIsToldWhereSettingsAreListed() {
        assertThatThrownBy(() -> UnknownSettings.refuse(told("snapledger.colour-of-the-bike-shed")))
                .hasMessage(
                        "snapledger.colour-of-the-bike-shed is no setting; docs/configuration.md"
                                + " lists those that there are");
    }

    @Test
    void variablesOfAContainerPlatformAreNotRefusedAndASlipIsWarnedOf() {
        StandardEnvironment environment = told("snapledger.data-dir");
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                                Map.of(
                                        "SNAPLEDGER_API_SERVICE_HOST", "10.0.0.1",
                                        "SNAPLEDGER_API_PORT_8776_TCP", "tcp://10.0.0.1:8776",
                                        "SNAPLEDGER_AGENT_BACKENDS_ALPHA_ROOT", "/a",
                                        "SNAPLEDGER_DATA_DIR", "/b",
                                        "SNAPLEDGER_DATA_DIRR", "/c")));

        assertThatCode(() -> UnknownSettings.refuse(environment)).doesNotThrowAnyException();
        assertThat(UnknownSettings.warnings(environment))
                .containsExactly(
                        "SNAPLEDGER_DATA_DIRR is no setting; did you mean SNAPLEDGER_DATA_DIR?");
    }

    private static StandardEnvironment told(String name) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("arguments", Map.of(name, "x")));
        return environment;
    }
}
