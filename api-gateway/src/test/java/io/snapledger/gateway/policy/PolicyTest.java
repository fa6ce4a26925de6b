package io.snapledger.gateway.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapledger.gateway.api.Api;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.fault.Fault;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PolicyTest {

    private static final Caller MEMBER = caller("p1", "member", "reader");
    private static final Caller READER = caller("p1", "reader");
    private static final Caller NOBODY = caller("p1");
    private static final Caller ADMIN = caller("p2", "admin", "member", "reader");
    private static final Target THING = new Target("p1", "u1");
    private static final Target OTHERS = new Target("p9", "u9");

    private static final PolicyRules THINGS =
            () ->
                    List.of(
                            PolicyRule.of("thing:get", BaseRules.ADMIN_OR_PROJECT_READER, "Show.")
                                    .deprecating(BaseRules.ADMIN_OR_OWNER),
                            PolicyRule.of("thing:make", BaseRules.ADMIN_OR_PROJECT_MEMBER, "Make.")
                                    .deprecating(BaseRules.ANYONE),
                            PolicyRule.of("thing:reset", BaseRules.ADMIN_API, "Reset."));

    @Test
    void newDefaultsTellRolesApart() {
        Policy policy = policy(true, THINGS);

        assertThat(policy.allows(READER, "thing:get", THING)).isTrue();
        assertThat(policy.allows(NOBODY, "thing:get", THING)).isFalse();
        assertThat(policy.allows(READER, "thing:make", THING)).isFalse();
        assertThat(policy.allows(MEMBER, "thing:make", THING)).isTrue();
        assertThat(policy.allows(MEMBER, "thing:get", OTHERS)).isFalse();
        assertThat(policy.allows(ADMIN, "thing:get", OTHERS)).isTrue();
    }

    @Test
    void withoutThemTheOlderDefaultsLetCallersThroughAsWell() {
        Policy policy = policy(false, THINGS);

        assertThat(policy.allows(NOBODY, "thing:get", THING)).isTrue();
        assertThat(policy.allows(NOBODY, "thing:get", OTHERS)).isFalse();
        assertThat(policy.allows(NOBODY, "thing:make", OTHERS)).isTrue();
        assertThat(policy.allows(MEMBER, "thing:reset", THING)).isFalse();
        assertThat(policy.allows(ADMIN, "thing:reset", OTHERS)).isTrue();
    }

    @Test
    void aRefusalNamesTheRule() {
        Policy policy = policy(true, THINGS);

        assertThatCode(() -> policy.enforce(ADMIN, "thing:reset", THING))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> policy.enforce(MEMBER, "thing:reset", THING))
                .isInstanceOfSatisfying(
                        Fault.class,
                        fault -> {
                            assertThat(fault.status()).isEqualTo(403);
                            assertThat(fault.text())
                                    .isEqualTo("Policy doesn't allow thing:reset to be performed.");
                        });
    }

    @Test
    void askingForARuleThatIsNotThereIsAMistake() {
        Policy policy = policy(true, THINGS);

        assertThatThrownBy(() -> policy.allows(ADMIN, "thing:paint", THING))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("thing:paint");
    }

    @Test
    void twoRulesOfOneNameAreAMistake() {
        assertThatThrownBy(() -> policy(true, THINGS, THINGS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("thing:get");
    }

    @Test
    void aReferenceToNoRuleIsAMistake() {
        PolicyRules dangling = () -> List.of(PolicyRule.of("a", "rule:b", "A."));

        assertThatThrownBy(() -> policy(true, dangling))
                .isInstanceOf(PolicyRefused.class)
                .hasMessageContaining("\"b\"");
    }

    @Test
    void rulesThatReferToEachOtherAreAMistake() {
        PolicyRules circle =
                () ->
                        List.of(
                                PolicyRule.of("a", "not rule:b", "A."),
                                PolicyRule.of("b", "role:x or (role:y and rule:a)", "B."));

        assertThatThrownBy(() -> policy(true, circle))
                .isInstanceOf(PolicyRefused.class)
                .hasMessageContaining("refer to each other");
    }

    @Test
    void aRuleOfTheCodeThatAsksForWhatNoCallerHasIsAMistake() {
        PolicyRules typo = () -> List.of(PolicyRule.of("a", "projct_id:%(project_id)s", "A."));

        assertThatThrownBy(() -> policy(true, typo))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("projct_id");
    }

    @Test
    void whatBelongsToNobodyYetIsJudgedByTheCallersOwnProject() {
        assertThat(Target.own(MEMBER)).isEqualTo(new Target("p1", "u1"));
        assertThat(policy(true, THINGS).allows(MEMBER, "thing:make", Target.own(MEMBER))).isTrue();
    }

    private static Policy policy(boolean enforceNewDefaults, PolicyRules... slices) {
        List<PolicyRules> all =
                Stream.concat(Stream.of(new BaseRules()), Stream.of(slices)).toList();
        return new Policy(Api.BLOCK_STORAGE, all, properties(enforceNewDefaults));
    }

    private static PolicyProperties properties(boolean enforceNewDefaults) {
        return new PolicyProperties(
                enforceNewDefaults, null, List.of(), "default", Duration.ofSeconds(1));
    }

    private static Caller caller(String project, String... roles) {
        List<String> names = List.of(roles);
        return new Caller("u1", project, names, names.contains("admin"), null, "req-1", null);
    }
}
