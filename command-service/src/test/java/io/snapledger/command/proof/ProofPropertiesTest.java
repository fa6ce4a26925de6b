package io.snapledger.command.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.eventlog.proof.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;
import org.springframework.mock.env.MockEnvironment;

/** What cannot work ends the start, and says which setting it is and what it has to be. */
class ProofPropertiesTest {

    @TempDir private Path folder;

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(ProofProperties.class)
    static class Settings {}

    private static ApplicationContextRunner service(String... settings) {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
                .withUserConfiguration(Settings.class, ProofConfiguration.class)
                .withPropertyValues(settings);
    }

    @Test
    void theDefaultsSignNothingAndFitALaptop() {
        service()
                .run(context -> {
                    assertThat(context.getBean(ProofConfiguration.Signer.class).key()).isEmpty();
                    assertThat(context.getBean(ProofProperties.class))
                            .isEqualTo(
                                    new ProofProperties(
                                            null,
                                            1000,
                                            Duration.ofSeconds(10),
                                            "snapledger.roots",
                                            Duration.ofMillis(500),
                                            Duration.ofSeconds(1),
                                            Duration.ofMinutes(10),
                                            Duration.ofSeconds(5)));
                });
    }

    @Test
    void aKeyIsSignedWith() throws IOException {
        Path key = folder.resolve("key.pem");
        SigningKey.createUnlessThere(key, folder.resolve("public.pem"));

        service("snapledger.proof.key-file=" + key)
                .run(context ->
                        assertThat(context.getBean(ProofConfiguration.Signer.class).key())
                                .isPresent());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    events | 0 | must be greater than or equal to 1
                    events | 16385 | must be less than or equal to 16384
                    interval | 0s | has to be longer than nothing, for example 1s
                    interval | -1s | has to be longer than nothing, for example 1s
                    poll | 0s | has to be longer than nothing, for example 1s
                    take-over | 0s | has to be longer than nothing, for example 1s
                    max-back-off | 0s | has to be longer than nothing, for example 1s
                    topic | '' | has to be the name of a Kafka topic: 1 to 249 letters, digits, dots, _ and -
                    topic | two words | has to be the name of a Kafka topic: 1 to 249 letters, digits, dots, _ and -
                    events | many | has to be a number
                    interval | soon | has to be a time such as
                    """)
    void whatCannotWorkIsNamedAndWhatItHasToBe(String setting, String value, String why) {
        service("snapledger.proof." + setting + "=" + value)
                .run(context -> {
                    assertThat(context).hasFailed();
                    assertThat(told(context.getStartupFailure(), setting, value))
                            .contains("snapledger.proof." + setting, why);
                });
    }

    @ParameterizedTest
    @CsvSource({"nowhere.pem, cannot be read", "none.pem, has no Ed25519 private key as PEM"})
    void aKeyThatCannotBeUsedIsNamedAndHowToMakeOne(String file, String why) throws IOException {
        Files.writeString(folder.resolve("none.pem"), "no key");

        String value = folder.resolve(file).toString();
        service("snapledger.proof.key-file=" + value)
                .run(context -> {
                    assertThat(context).hasFailed();
                    assertThat(told(context.getStartupFailure(), "key-file", value))
                            .contains(
                                    "snapledger.proof.key-file",
                                    file,
                                    why,
                                    "openssl genpkey -algorithm ed25519 -out FILE");
                });
    }

    /** What Boot prints of it. */
    private static String told(@Nullable Throwable failure, String setting, String value) {
        Throwable reason = Objects.requireNonNull(failure);
        Environment environment =
                new MockEnvironment().withProperty("snapledger.proof." + setting, value);
        return SpringFactoriesLoader.forDefaultResourceLocation()
                .load(
                        FailureAnalyzer.class,
                        ArgumentResolver.of(Environment.class, environment),
                        // Some want a bean factory, and have nothing to say of this.
                        FailureHandler.handleMessage((_, _) -> {}))
                .stream()
                .map(analyzer -> analyzer.analyze(reason))
                .filter(Objects::nonNull)
                .map(FailureAnalysis::getDescription)
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing would be told", reason));
    }
}
