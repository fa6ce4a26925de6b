package io.snapledger.operations.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

class WrongSettingTest {

    private static final String OTHERS = "others";

    enum Colour {
        RED,
        DARK_BLUE
    }

    @Validated
    @ConfigurationProperties(OTHERS)
    record Others(
            @DefaultValue("1s") Duration howLong,
            @DefaultValue("1") @Max(10) int howMany,
            @DefaultValue("1MB") DataSize howLarge,
            @DefaultValue("true") boolean whether,
            @DefaultValue("red") Colour colour,
            @DefaultValue("x") @NotBlank String masterPassword,
            @DefaultValue("x") @NotBlank String one,
            @Nullable String other) {

        @AssertTrue(message = "others.one and others.other cannot both be given")
        boolean isOneOrTheOther() {
            return other == null || one.equals("x");
        }
    }

    @Test
    void aValueOfAnotherKindIsToldWithWhatItHasToBe() {
        assertThat(told("how-long=soon"))
                .isEqualTo(
                        "others.how-long is 'soon', but has to be a time such as 500ms, 10s or 5m");
        assertThat(told("how-many=few"))
                .isEqualTo("others.how-many is 'few', but has to be a number");
        assertThat(told("how-large=huge"))
                .isEqualTo(
                        "others.how-large is 'huge', but has to be a size such as 500KB, 100MB or 2GB");
        assertThat(told("whether=maybe"))
                .isEqualTo("others.whether is 'maybe', but has to be true or false");
        assertThat(told("colour=green"))
                .isEqualTo("others.colour is 'green', but has to be one of red, dark-blue");
    }

    @Test
    void aValueOutOfBoundsIsToldWithThem() {
        assertThat(told("how-many=11"))
                .isEqualTo("others.how-many is '11', but must be less than or equal to 10");
    }

    @Test
    void aRuleOverSeveralSettingsIsToldInItsOwnWords() {
        assertThat(told("other=b", "one=a"))
                .isEqualTo("others.one and others.other cannot both be given");
    }

    @Test
    void aSecretIsNotTold() {
        assertThat(told("master-password= "))
                .isEqualTo("others.master-password is not what it has to be: it must not be blank");
    }

    private static @Nullable String told(String... settings) {
        Throwable failure =
                catchThrowable(() ->
                        new SpringApplicationBuilder(Service.class)
                                .web(WebApplicationType.NONE)
                                .logStartupInfo(false)
                                .run(
                                        Stream.of(settings)
                                                .map(one -> "--" + OTHERS + "." + one)
                                                .toArray(String[]::new)));
        FailureAnalyzer analyzer = new WrongSettingAnalyzer();
        FailureAnalysis analysis = analyzer.analyze(failure);
        return analysis == null ? null : analysis.getDescription();
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @ImportAutoConfiguration(ConfigurationPropertiesAutoConfiguration.class)
    @EnableConfigurationProperties(Others.class)
    static class Service {}
}
