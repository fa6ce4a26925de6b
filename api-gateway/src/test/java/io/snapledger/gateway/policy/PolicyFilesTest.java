package io.snapledger.gateway.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.snapledger.gateway.api.Api;
import io.snapledger.gateway.caller.Caller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;

/** The operator's files: what they change, how they are looked at, and what becomes of mistakes. */
class PolicyFilesTest {

    private static final Caller MEMBER =
            new Caller("u1", "p1", List.of("member", "reader"), false, null, "req-1", null);
    private static final Caller NOBODY =
            new Caller("u1", "p1", List.of(), false, null, "req-1", null);
    private static final Target THING = new Target("p1", "u1");

    private static final PolicyRules THINGS =
            () ->
                    List.of(
                            PolicyRule.of("thing:get", BaseRules.ADMIN_OR_PROJECT_READER, "Show.")
                                    .deprecating(BaseRules.ADMIN_OR_OWNER),
                            PolicyRule.of("thing:make", BaseRules.ADMIN_API, "Make.")
                                    .deprecating("thing:manage", BaseRules.ADMIN_API, "Xena"));

    @TempDir private Path folder;
    private Path file;
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    @BeforeEach
    void place() {
        file = folder.resolve("policy.yaml");
        appender.start();
        ((Logger) LoggerFactory.getLogger(Policy.class)).addAppender(appender);
    }

    @AfterEach
    void detach() {
        ((Logger) LoggerFactory.getLogger(Policy.class)).detachAppender(appender);
    }

    private Policy policy(String text) throws IOException {
        Files.writeString(file, text);
        return policy(true, file.toString());
    }

    private static Policy policy(
            boolean enforceNewDefaults, @Nullable String file, String... dirs) {
        return new Policy(
                Api.BLOCK_STORAGE,
                List.of(new BaseRules(), THINGS),
                new PolicyProperties(
                        enforceNewDefaults, file, List.of(dirs), "default", Duration.ofSeconds(1)));
    }

    private static void lookTwice(Policy policy) {
        policy.look();
        policy.look();
    }

    private List<String> logged(Level level) {
        return appender.list.stream()
                .filter(event -> event.getLevel().equals(level))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @Test
    void aRuleOfTheFileStandsInPlaceOfTheDefault() throws IOException {
        Policy policy = policy("thing:get: '!'\n'thing:make': 'role:member'\n");

        assertThat(policy.allows(MEMBER, "thing:get", THING)).isFalse();
        assertThat(policy.allows(MEMBER, "thing:make", THING)).isTrue();
    }

    @Test
    void theOlderDefaultDoesNotWeakenARuleOfTheFile() throws IOException {
        Files.writeString(file, "thing:get: role:auditor\n");

        assertThat(policy(false, file.toString()).allows(NOBODY, "thing:get", THING)).isFalse();
        Files.writeString(file, "");
        assertThat(policy(false, file.toString()).allows(NOBODY, "thing:get", THING)).isTrue();
    }

    @Test
    void aRuleOfTheOlderNameHoldsForTheNewOne() throws IOException {
        Policy policy = policy("thing:manage: role:member\n");

        assertThat(policy.allows(MEMBER, "thing:make", THING)).isTrue();
        assertThat(logged(Level.WARN))
                .anyMatch(line -> line.contains("\"thing:manage\" was replaced by \"thing:make\""));
    }

    @Test
    void anOlderNameThatPointsToTheNewOneChangesNothing() throws IOException {
        Policy policy = policy("thing:manage: rule:thing:make\n");

        assertThat(policy.allows(MEMBER, "thing:make", THING)).isFalse();
        assertThat(logged(Level.WARN)).isEmpty();
    }

    @Test
    void rulesOfTheFileReferToEachOtherAndToTheCodes() throws IOException {
        Policy policy =
                policy(
                        """
                        mine: user_id:%(user_id)s
                        admin_api: role:member and rule:mine
                        default: role:member
                        thing:get: rule:nowhere
                        """);

        assertThat(policy.allows(MEMBER, "thing:make", THING)).isTrue();
        assertThat(policy.allows(MEMBER, "thing:get", THING)).as("by the default rule").isTrue();
        assertThat(logged(Level.WARN)).isEmpty();
    }

    @Test
    void whatNobodyHasOrRefersToIsNamed() throws IOException {
        policy("backup:get: role:x\nthing:gte: role:x\nhelper: '@'\nthing:get: rule:helper\n");

        assertThat(logged(Level.WARN))
                .containsExactly(
                        "Policy files: no policy of this service has, or refers to, these names:"
                                + " backup:get, thing:gte");
    }

    @Test
    void anAttributeThatNoCallerHasIsNamed() throws IOException {
        policy("thing:get: tenant:%(tenant_id)s or @\n");

        assertThat(logged(Level.WARN))
                .containsExactly(
                        "Policy files: \"thing:get\" asks for \"tenant\", which no caller has: that"
                                + " never holds");
    }

    @Test
    void mistakesInWhatIsNotServedDoNotMatter() throws IOException {
        Policy policy = policy("backup:get: rule:nowhere\nbackup:a: rule:backup:a\n");

        assertThat(policy.allows(MEMBER, "thing:get", THING)).isTrue();
    }

    @Test
    void theFilesOfFoldersComeAfterTheFileInTheOrderOfTheirNames() throws IOException {
        Path more = Files.createDirectory(folder.resolve("policy.d"));
        Files.writeString(file, "thing:get: '!'\nthing:make: '!'\n");
        Files.writeString(more.resolve("20.yaml"), "thing:get: '@'\n");
        Files.writeString(more.resolve("10.json"), "{\"thing:get\": \"!\"}");
        Files.writeString(more.resolve(".hidden.yaml"), "thing:make: '@'\n");
        Files.createDirectory(more.resolve("inner"));
        Policy policy = policy(true, file.toString(), more.toString());

        assertThat(policy.allows(NOBODY, "thing:get", THING)).isTrue();
        assertThat(policy.allows(NOBODY, "thing:make", THING)).isFalse();
    }

    @Test
    void aChangeIsInForceOnceItIsTheSameAtTwoLooks() throws IOException {
        Policy policy = policy("thing:make: '!'\n");

        Files.writeString(file, "thing:make: '@'\n");
        policy.look();
        assertThat(policy.allows(MEMBER, "thing:make", THING)).isFalse();
        Files.writeString(file, "thing:make: '@'\nthing:get: '!'\n");
        policy.look();
        assertThat(policy.allows(MEMBER, "thing:make", THING)).isFalse();
        policy.look();

        assertThat(policy.allows(MEMBER, "thing:make", THING)).isTrue();
        assertThat(policy.allows(MEMBER, "thing:get", THING)).isFalse();
        assertThat(policy.state().reloads()).isEqualTo(1);
    }

    @Test
    void aFileThatTakesTheOldOnesPlaceIsRead() throws IOException {
        Policy policy = policy("thing:make: '!'\n");

        Path fresh = Files.writeString(folder.resolve("policy.tmp"), "thing:make: '@'\n");
        Files.setLastModifiedTime(fresh, Files.getLastModifiedTime(file));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        lookTwice(policy);

        assertThat(policy.allows(MEMBER, "thing:make", THING)).isTrue();
    }

    @Test
    void aTurnedLinkIsFollowedAsOfAConfigMap() throws IOException {
        Path before = Files.createDirectory(folder.resolve("..1"));
        Path after = Files.createDirectory(folder.resolve("..2"));
        Files.writeString(before.resolve("policy.yaml"), "thing:make: '!'\n");
        Files.writeString(after.resolve("policy.yaml"), "thing:make: '@'\n");
        Path data = Files.createSymbolicLink(folder.resolve("..data"), Path.of("..1"));
        Files.createSymbolicLink(file, Path.of("..data", "policy.yaml"));
        Policy policy = policy(true, null, folder.toString());
        assertThat(policy.allows(MEMBER, "thing:make", THING)).isFalse();

        Path turned = Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of("..2"));
        Files.move(turned, data, StandardCopyOption.ATOMIC_MOVE);
        lookTwice(policy);

        assertThat(policy.allows(MEMBER, "thing:make", THING)).isTrue();
    }

    @Test
    void aBrokenFileKeepsTheRulesAndSaysSoOncePerChange() throws IOException {
        Policy policy = policy("thing:make: role:member\n");
        PolicyHealthIndicator indicator = new PolicyHealthIndicator(policy);
        assertThat(indicator.health().getStatus().getCode()).isEqualTo("UP");

        Files.writeString(file, "thing:make: 'role:member or'\n");
        lookTwice(policy);
        lookTwice(policy);
        lookTwice(policy);

        assertThat(policy.allows(MEMBER, "thing:make", THING)).isTrue();
        assertThat(logged(Level.ERROR))
                .singleElement()
                .asString()
                .contains("policy.yaml, rule \"thing:make\": the rule")
                .contains("ends too early")
                .doesNotContain("\n");
        Health health = indicator.health();
        assertThat(health.getStatus()).isEqualTo(PolicyHealthIndicator.DEGRADED);
        assertThat(health.getDetails().get("problem")).asString().contains("ends too early");
        assertThat(policy.state().refusals()).isEqualTo(1);

        Files.writeString(file, "thing:make: 'role:member and'\n");
        lookTwice(policy);
        assertThat(logged(Level.ERROR)).hasSize(2);

        Files.writeString(file, "thing:make: role:member\n");
        lookTwice(policy);
        assertThat(indicator.health().getStatus().getCode()).isEqualTo("UP");
    }

    @Test
    void aFileThatIsGoneOpensNothing() throws IOException {
        Policy policy = policy("thing:get: '!'\n");

        Files.delete(file);
        lookTwice(policy);

        assertThat(policy.allows(MEMBER, "thing:get", THING)).isFalse();
        assertThat(policy.state().problem()).contains("is not there");
    }

    @Test
    void whatIsBrokenAtTheStartIsRefusedInOneLine() throws IOException {
        assertThatThrownBy(() -> policy(true, file.toString()))
                .isInstanceOf(PolicyRefused.class)
                .hasMessage("the policy file " + file + " is not there");
        assertThatThrownBy(() -> policy("thing:get: rule:nowhere\n"))
                .isInstanceOf(PolicyRefused.class)
                .hasMessage(
                        "rule \"thing:get\": there is no rule \"nowhere\", to which [thing:get]"
                                + " refers");
        StringBuilder doubling = new StringBuilder("thing:get: rule:b0\n");
        for (int i = 0; i < 34; i++) {
            doubling.append("b%d: rule:b%d or rule:b%d\n".formatted(i, i + 1, i + 1));
        }
        assertThatThrownBy(() -> policy(doubling.append("b34: role:nobody\n").toString()))
                .isInstanceOf(PolicyRefused.class)
                .hasMessageContaining("come to more than 10000 checks");
        assertThatThrownBy(() -> policy("thing:get: not rule:b\nb: rule:thing:get or @\n"))
                .isInstanceOf(PolicyRefused.class)
                .hasMessageContaining("refer to each other");
        assertThatThrownBy(() -> policy("thing:get: http://127.0.0.1/allow\n"))
                .isInstanceOf(PolicyRefused.class)
                .hasMessageContaining("asks another server");
        assertThatThrownBy(() -> policy("# " + "x".repeat(PolicyFiles.LARGEST)))
                .isInstanceOf(PolicyRefused.class)
                .hasMessageContaining("bytes");
        Files.write(file, new byte[] {'a', ':', ' ', (byte) 0xff});
        assertThatThrownBy(() -> policy(true, file.toString()))
                .isInstanceOf(PolicyRefused.class)
                .hasMessageContaining("UTF-8");
    }

    @Test
    void whoIsAnAdministratorIsTheFilesToSay() throws IOException {
        Policy policy = policy("context_is_admin: role:member\n");

        assertThat(policy.judge(MEMBER).admin()).isTrue();
        assertThat(policy.judge(NOBODY.withAdmin(true)).admin()).isFalse();
    }
}
