package io.snapledger.gateway.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.caller.TokenScope;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleParserTest {

    private static final Caller MEMBER =
            new Caller("u1", "p1", List.of("member", "reader"), false, null, "req-1", null);
    private static final Caller ADMIN =
            new Caller("u2", "p2", List.of("admin"), true, null, "req-1", null);
    private static final Target MINE = new Target("p1", "u1");
    private static final Target OTHERS = new Target("p9", "u9");

    @Test
    void theEmptyRuleAndTheAtSignAlwaysHold() {
        assertThat(holds("", MEMBER, OTHERS)).isTrue();
        assertThat(holds("@", MEMBER, OTHERS)).isTrue();
        assertThat(holds("!", ADMIN, MINE)).isFalse();
    }

    @Test
    void rolesCompareWithoutCase() {
        assertThat(holds("role:Member", MEMBER, MINE)).isTrue();
        assertThat(holds("role:admin", MEMBER, MINE)).isFalse();
    }

    @Test
    void projectAndUserCompareWithTheTarget() {
        assertThat(holds("project_id:%(project_id)s", MEMBER, MINE)).isTrue();
        assertThat(holds("project_id:%(project_id)s", MEMBER, OTHERS)).isFalse();
        assertThat(holds("user_id:%(user_id)s", MEMBER, MINE)).isTrue();
        assertThat(holds("user_id:%(user_id)s", MEMBER, OTHERS)).isFalse();
        assertThat(holds("project_id:p1", MEMBER, OTHERS)).isTrue();
    }

    @Test
    void whatNobodyOwnsIsNobodysAlsoForACallerWithoutProject() {
        Caller without = new Caller("u3", null, List.of("reader"), false, null, "req-1", null);

        assertThat(holds("project_id:%(project_id)s", without, new Target(null, null))).isFalse();
    }

    @Test
    void aKeyThatTheTargetLacksFails() {
        assertThat(holds("project_id:%(volume_id)s", MEMBER, MINE)).isFalse();
        assertThat(holds("not project_id:%(volume_id)s", MEMBER, MINE)).isTrue();
    }

    @Test
    void administratorsAreTrueWithACapital() {
        assertThat(holds("is_admin:True", ADMIN, OTHERS)).isTrue();
        assertThat(holds("is_admin:False", ADMIN, OTHERS)).isFalse();
        assertThat(holds("is_admin:False", MEMBER, OTHERS)).isTrue();
        assertThat(holds("role:admin and is_admin_project:True", ADMIN, OTHERS)).isTrue();
        assertThat(holds("system_scope:all", ADMIN, OTHERS)).isFalse();
    }

    @Test
    void whatATokenIsForCanBeAskedFor() {
        Caller system = scoped(new TokenScope(null, true, true));
        Caller elsewhere = scoped(new TokenScope(null, false, false));

        assertThat(holds("system_scope:all", system, OTHERS)).isTrue();
        assertThat(holds("system_scope:some", system, OTHERS)).isFalse();
        assertThat(holds("is_admin_project:True", elsewhere, OTHERS)).isFalse();
        assertThat(holds("is_admin_project:False", elsewhere, OTHERS)).isTrue();
    }

    private static Caller scoped(TokenScope scope) {
        return new Caller("u4", null, List.of("admin"), true, null, "req-1", null, scope);
    }

    @Test
    void literalsCompareWithTheTarget() {
        assertThat(holds("'p1':%(project_id)s", MEMBER, MINE)).isTrue();
        assertThat(holds("\"p1\":%(project_id)s", MEMBER, OTHERS)).isFalse();
        assertThat(holds("True:True", MEMBER, MINE)).isTrue();
        assertThat(holds("False:%(user_id)s", MEMBER, MINE)).isFalse();
        assertThat(holds("1:1", MEMBER, MINE)).isTrue();
        assertThat(holds("'x-p1-y':x-%(project_id)s-y", MEMBER, MINE)).isTrue();
    }

    @Test
    void andBindsCloserThanOr() {
        assertThat(holds("@ or ! and !", MEMBER, MINE)).isTrue();
        assertThat(holds("! and ! or @", MEMBER, MINE)).isTrue();
        assertThat(holds("(@ or !) and !", MEMBER, MINE)).isFalse();
        assertThat(holds("@ and (! or (not ! and @))", MEMBER, MINE)).isTrue();
    }

    @Test
    void operatorsAreWordsInAnyCaseAndNotBindsClosest() {
        assertThat(holds("NOT ! AND @", MEMBER, MINE)).isTrue();
        assertThat(holds("not @ or @", MEMBER, MINE)).isTrue();
        assertThat(holds("not (@ or @)", MEMBER, MINE)).isFalse();
        assertThat(holds("not not @", MEMBER, MINE)).isTrue();
    }

    @Test
    void parenthesesMayTouchChecksThatEndInOne() {
        String rule = "(role:admin) or (role:reader and project_id:%(project_id)s)";

        assertThat(holds(rule, MEMBER, MINE)).isTrue();
        assertThat(holds(rule, MEMBER, OTHERS)).isFalse();
        assertThat(holds(rule, ADMIN, OTHERS)).isTrue();
    }

    @Test
    void aListOfListsIsAnOrOfAnds() {
        Object rule = List.of(List.of("role:admin"), List.of("role:reader", "user_id:u1"));

        assertThat(RuleParser.parse(rule).holds(MEMBER, OTHERS)).isTrue();
        assertThat(
                        RuleParser.parse(List.of(List.of("role:reader", "user_id:u2")))
                                .holds(MEMBER, MINE))
                .isFalse();
        assertThat(RuleParser.parse(List.of("role:reader", "!")).holds(MEMBER, MINE)).isTrue();
        assertThat(RuleParser.parse(List.of()).holds(MEMBER, MINE)).isTrue();
        assertThat(RuleParser.parse(List.of(List.of())).holds(MEMBER, MINE)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "role",
                "True",
                "role:a or",
                "and role:a",
                "(role:a",
                "role:a)",
                "role:a role:b",
                "()",
                "not",
                "  ",
                "\"role:a\"",
                "'a':'a'",
                "role:a and or role:b",
                "role:a not role:b",
                "project-id:p1",
                ":p1",
                "01:1",
                "'it's':x",
                "project_id:%",
                "project_id:%(project_id)d",
                "project_id:100%"
            })
    void whatIsNoRuleIsRefused(String rule) {
        assertThatThrownBy(() -> RuleParser.parse(rule)).isInstanceOf(PolicyRefused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://example.org/check", "not (https://example.org/%(project_id)s)"})
    void anotherServerIsNeverAsked(String rule) {
        assertThatThrownBy(() -> RuleParser.parse(rule))
                .isInstanceOf(PolicyRefused.class)
                .hasMessageContaining("asks another server");
    }

    @Test
    void anAttributeThatNoCallerHasNeverHolds() {
        assertThat(holds("favourite_colour:blue", ADMIN, MINE)).isFalse();
        assertThat(holds("not user.favourite_colour:blue", ADMIN, MINE)).isTrue();
    }

    @Test
    void whatACallerLacksIsNoneAsAConstantOnly() {
        Caller without = new Caller("u3", null, List.of("reader"), false, null, "req-1", null);

        assertThat(holds("project_id:None", without, MINE)).isTrue();
        assertThat(holds("project_id:None", MEMBER, MINE)).isFalse();
        assertThat(holds("project_id:%(project_id)s", without, new Target("None", null))).isFalse();
    }

    @Test
    void furtherAttributesOfTheTargetCompareToo() {
        Target archive = new Target("p9", "u9", Map.of("name", "archive"));

        assertThat(holds("'archive':%(name)s", MEMBER, archive)).isTrue();
        assertThat(holds("'archive':%(name)s", MEMBER, OTHERS)).isFalse();
        assertThat(holds("role:%(name)s", MEMBER, new Target("p9", "u9", Map.of("name", "Reader"))))
                .isTrue();
    }

    @Test
    void twoPercentSignsAreOne() {
        assertThat(holds("'100%':100%%", MEMBER, MINE)).isTrue();
    }

    @Test
    void whatIsNestedTooDeepIsRefusedBeforeItHurts() {
        assertThatThrownBy(() -> RuleParser.parse("(".repeat(9_000) + "@" + ")".repeat(9_000)))
                .isInstanceOf(PolicyRefused.class);
        assertThatThrownBy(() -> RuleParser.parse("not ".repeat(4_000) + "@"))
                .isInstanceOf(PolicyRefused.class);
        assertThatThrownBy(() -> RuleParser.parse("@ or ".repeat(10_000) + "@"))
                .isInstanceOf(PolicyRefused.class);
    }

    @Test
    void aListHoldsNothingButChecks() {
        assertThatThrownBy(() -> RuleParser.parse(List.of(List.of(1))))
                .isInstanceOf(PolicyRefused.class);
        assertThatThrownBy(() -> RuleParser.parse(List.of("role:a or role:b", "not role:a")))
                .isInstanceOf(PolicyRefused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "role:a or role:b and not (role:c or 'x':%(name)s)",
                "@",
                "!",
                "True:%(public)s",
                "not not project_id:%(project_id)s"
            })
    void theTextOfARuleIsTheSameRule(String rule) {
        Expression read = RuleParser.parse(rule);

        assertThat(RuleParser.parse(read.toString())).isEqualTo(read);
    }

    private static boolean holds(String rule, Caller caller, Target target) {
        return RuleParser.parse(rule).holds(caller, target);
    }
}
