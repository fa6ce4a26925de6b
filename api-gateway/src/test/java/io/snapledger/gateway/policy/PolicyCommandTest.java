package io.snapledger.gateway.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.gateway.api.Api;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

class PolicyCommandTest {

    @TempDir private Path folder;
    private final MockEnvironment settings = new MockEnvironment();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... options) {
        out.reset();
        err.reset();
        String[] arguments = new String[options.length + 1];
        arguments[0] = PolicyCommand.NAME;
        System.arraycopy(options, 0, arguments, 1, options.length);
        return PolicyCommand.run(
                arguments,
                settings,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("policy.yaml"), text).toString();
    }

    @Test
    void theDefaultsArePrintedAsAFileThatHasTheirEffect() throws IOException {
        assertThat(run()).isZero();

        assertThat(out())
                .contains("\"context_is_admin\": \"role:admin\"\n")
                .contains("\"group:create\": \"rule:xena_system_admin_or_project_member\"\n");
        assertThat(err()).isEmpty();
        assertThat(run("--check", "--file=" + file(out()))).isZero();
    }

    @Test
    void theOlderDefaultsAreShownWhereTheyCount() throws IOException {
        run("--enforce-new-defaults=false");
        String effective = out();

        assertThat(effective)
                .contains(
                        "\"group:get\": \"(rule:xena_system_admin_or_project_reader or"
                                + " rule:admin_or_owner)\"\n");
        settings.setProperty("snapledger.policy.enforce-new-defaults", "false");
        run();
        assertThat(out()).isEqualTo(effective);
        run("--enforce-new-defaults=true", "--file=" + file(effective));
        assertThat(out()).as("the same, written down").isEqualTo(effective);
    }

    @Test
    void theFilesOfTheSettingsCountUnlessOthersAreNamed() throws IOException {
        settings.setProperty("snapledger.policy.file", file("group:create: role:x\n"));

        run();
        assertThat(out()).contains("\"group:create\": \"role:x\"\n");
        Path other = Files.writeString(folder.resolve("b.yaml"), "group:create: role:y\n");
        run("--file=" + other);
        assertThat(out()).contains("\"group:create\": \"role:y\"\n");
    }

    @Test
    void jsonIsPrintedToo() throws IOException {
        assertThat(run("--format=json", "--file=" + file("group:create: 'role:\"x\"'\n"))).isZero();

        assertThat(PolicyDocument.read("json", out()))
                .containsEntry("group:create", "role:\"x\"")
                .containsEntry("context_is_admin", "role:admin");
    }

    @Test
    void aSampleChangesNothingAndSaysEverything() throws IOException {
        assertThat(run("--sample")).isZero();
        String sample = out();

        assertThat(sample)
                .contains(
                        """
                        # Create group.
                        # POST  /groups
                        #"group:create": "rule:xena_system_admin_or_project_member"
                        # DEPRECATED
                        """)
                .contains("# \"group:group_types_manage\": \"rule:group:group_types:create\"\n");
        assertThat(PolicyDocument.read("sample", sample)).isEmpty();
        String uncommented = sample.replaceAll("(?m)^#(\"[^\"]+\": )", "$1");
        assertThat(PolicyDocument.read("sample", uncommented)).isNotEmpty();
        assertThat(run("--check", "--file=" + file(uncommented))).isZero();
    }

    @Test
    void aBrokenFileIsOneLineAndACode() throws IOException {
        assertThat(run("--check", "--file=" + file("group:create: 'role:x or'\n")))
                .isEqualTo(PolicyCommand.REFUSED);

        assertThat(out()).isEmpty();
        assertThat(err().lines()).singleElement().asString().contains("ends too early");
        assertThat(run("--check", "--file=" + folder.resolve("none"))).isEqualTo(1);
    }

    @Test
    void warningsAreNoFailure() throws IOException {
        assertThat(run("--check", "--file=" + file("backup:get: '@'\n"))).isZero();

        assertThat(out()).isEmpty();
        assertThat(err()).startsWith("warning: ").contains("backup:get");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--sampel", "--format=xml", "--enforce-new-defaults=yes", "file.yaml"})
    void otherOptionsAreRefused(String option) {
        assertThat(run(option)).isEqualTo(PolicyCommand.USAGE);

        assertThat(out()).isEmpty();
        assertThat(err()).contains("policy does not take " + option);
    }

    @Test
    void theRulesOfTheCodeAreAllFoundWithoutTheService() {
        assertThat(defaults().all())
                .extracting(one -> one.rule().name())
                .contains("context_is_admin", "volume:get", "audit:history:get");
        assertThat(
                        RuleSet.of(
                                        defaults(),
                                        new PolicyFiles.Contents(List.of(), null),
                                        new PolicyProperties(
                                                true,
                                                null,
                                                List.of(),
                                                "default",
                                                Duration.ofSeconds(1)))
                                .warnings())
                .isEmpty();
    }

    private static DefaultRules defaults() {
        return DefaultRules.of(PolicyRules.of(Api.BLOCK_STORAGE, PolicyCommand.rulesOfTheCode()));
    }
}
