package io.snapledger.standalone.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.snapledger.standalone.failure.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsReaderTest {

    @TempDir Path folder;

    @Test
    void listensOnLoopbackAndLetsTokensNameTheirUserUnlessToldOtherwise() {
        StandaloneSettings settings = read();
        assertThat(settings.listen().getPort()).isEqualTo(8776);
        assertThat(settings.listen().getAddress().isLoopbackAddress()).isTrue();
        assertThat(settings.authStrategy()).isEqualTo(AuthStrategy.NOAUTH);
        assertThat(settings.dataFolder())
                .isEqualTo(Path.of(System.getProperty("user.home"), ".snapledger"));
    }

    @Test
    void readsArguments() {
        StandaloneSettings settings =
                read("--server.port=1234", "--snapledger.data-dir=" + folder.resolve("here"));
        assertThat(settings.listen().getPort()).isEqualTo(1234);
        assertThat(settings.dataFolder()).isEqualTo(folder.resolve("here"));
    }

    @Test
    void readsEnvironmentVariables() {
        StandaloneSettings settings =
                SettingsReader.read(
                        new String[0],
                        Map.of(
                                "SERVER_PORT", "1234",
                                "SNAPLEDGER_DATA_DIR", folder.toString(),
                                "SNAPLEDGER_AUTH_STRATEGY", "NoAuth",
                                "SNAPLEDGER_KAFKA_PORT", "4321"));
        assertThat(settings.listen().getPort()).isEqualTo(1234);
        assertThat(settings.dataFolder()).isEqualTo(folder);
        assertThat(settings.authStrategy()).isEqualTo(AuthStrategy.NOAUTH);
        assertThat(settings.kafka().port()).isEqualTo(4321);
    }

    @Test
    void readsAFileAndHandsItOnToTheServices() throws IOException {
        Path file = folder.resolve("mine.yml");
        Files.writeString(
                file,
                """
                server.port: 1234
                snapledger:
                  auth.strategy: NOAUTH
                  deadline.timeout: 1m
                """);
        StandaloneSettings settings = read("--snapledger.config=" + file);
        assertThat(settings.listen().getPort()).isEqualTo(1234);
        assertThat(settings.authStrategy()).isEqualTo(AuthStrategy.NOAUTH);
        assertThat(settings.files())
                .singleElement()
                .extracting(source -> source.getProperty("snapledger.deadline.timeout"))
                .isEqualTo("1m");
    }

    @Test
    void whatTheGatewayWouldRefuseIsRefusedBeforeAnythingIsMade() {
        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(() -> read("--server.address=0.0.0.0"))
                .withMessageContaining("snapledger.auth.allow-noauth-on-all-addresses");
        assertThat(
                        read(
                                        "--server.address=0.0.0.0",
                                        "--snapledger.auth.allow-noauth-on-all-addresses=true")
                                .listen()
                                .getAddress()
                                .isAnyLocalAddress())
                .isTrue();
    }

    @Test
    void keystoneNeedsToBeSaidWhereItIsAndWhoAsksIt() {
        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(() -> read("--snapledger.auth.strategy=keystone"))
                .withMessage(
                        "snapledger.auth.strategy=keystone needs snapledger.auth.keystone.auth-url,"
                                + " snapledger.auth.keystone.username,"
                                + " snapledger.auth.keystone.password or"
                                + " snapledger.auth.keystone.password-file");
        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(() -> readKeystone("--snapledger.auth.keystone.auth-url=keystone:5000"))
                .withMessage(
                        "snapledger.auth.keystone.auth-url is 'keystone:5000', but has to be an"
                                + " http or https address");
        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(() -> readKeystone("--snapledger.auth.keystone.password-file=/secret"))
                .withMessage(
                        "snapledger.auth.keystone.password and"
                                + " snapledger.auth.keystone.password-file cannot both be given");
        assertThat(readKeystone("--server.address=0.0.0.0").authStrategy())
                .isEqualTo(AuthStrategy.KEYSTONE);
    }

    private static StandaloneSettings readKeystone(String... more) {
        return SettingsReader.read(
                more,
                Map.of(
                        "SNAPLEDGER_AUTH_STRATEGY", "keystone",
                        "SNAPLEDGER_AUTH_KEYSTONE_AUTH_URL", "http://keystone:5000",
                        "SNAPLEDGER_AUTH_KEYSTONE_USERNAME", "cinder",
                        "SNAPLEDGER_AUTH_KEYSTONE_PASSWORD", "secret"));
    }

    @Test
    void anArgumentBeatsAVariableAndAVariableBeatsAFile() throws IOException {
        Path file = folder.resolve("mine.properties");
        Files.writeString(
                file, "server.port=1\nsnapledger.kafka.port=1\nsnapledger.kafka.partitions=1\n");
        StandaloneSettings settings =
                SettingsReader.read(
                        new String[] {"--snapledger.config=" + file, "--server.port=3"},
                        Map.of("SERVER_PORT", "2", "SNAPLEDGER_KAFKA_PORT", "2"));
        assertThat(settings.listen().getPort()).isEqualTo(3);
        assertThat(settings.kafka().port()).isEqualTo(2);
        assertThat(settings.kafka().partitions()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    server.port, many, 'server.port is ''many'', but has to be a number from 0 to 65535'
                    server.port, 65536, 'server.port is ''65536'', but has to be a number from 0 to 65535'
                    snapledger.kafka.partitions, 0, 'snapledger.kafka.partitions is ''0'', but has to be a number from 1 to 1000'
                    snapledger.auth.strategy, magic, 'snapledger.auth.strategy is ''magic'', but has to be one of noauth, keystone'
                    snapledger.policy.enforce-new-defaults, perhaps, 'snapledger.policy.enforce-new-defaults is ''perhaps'', but has to be true or false'
                    snapledger.config, /nowhere.yml, The settings file /nowhere.yml is not there (snapledger.config)
                    """)
    void saysWhatIsWrongWithASetting(String name, String value, String reason) {
        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(() -> read("--%s=%s".formatted(name, value)))
                .withMessage(reason);
    }

    @Test
    void saysInOneLineWhatIsWrongWithAFile() throws IOException {
        Path file = folder.resolve("broken.yml");
        Files.writeString(file, "server:\n  port: [1\nother: {\n");
        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(() -> read("--snapledger.config=" + file))
                .withMessageStartingWith("The settings cannot be read")
                .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("\n"));
    }

    private static StandaloneSettings read(String... args) {
        return SettingsReader.read(args, Map.of());
    }
}
