package io.snapledger.gateway.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.audit.StatusChangeQuery;
import io.snapledger.contract.refusedattempt.RefusedAttemptQuery;
import io.snapledger.gateway.fake.RawRequest;
import io.snapledger.gateway.fake.RawResponse;
import io.snapledger.gateway.fake.Rows;
import io.snapledger.gateway.fake.RunningGateway;
import io.snapledger.gateway.microversion.ManilaVersions;
import io.snapledger.gateway.policy.BaseRules;
import io.snapledger.gateway.policy.ManilaBaseRules;
import io.snapledger.gateway.policy.PolicyRule;
import io.snapledger.gateway.policy.PolicyRules;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every route, asked by everybody: what each gets follows from the defaults of the policies that
 * decide, and what belongs to another project is not there.
 */
class IsolationTest {

    private RunningGateway gateway;
    private final Map<String, PolicyRule> rules = new HashMap<>();

    @BeforeEach
    void fill() {
        gateway = RunningGateway.shared();
        RouteTable.fill(gateway.reads);
        gateway.beans(PolicyRules.class)
                .forEach(slice ->
                        slice.rules()
                                .forEach(rule -> rules.put(slice.api() + " " + rule.name(), rule)));
    }

    /** Whose resources a caller asks for, and as whom. */
    enum Who {
        ADMINISTRATOR("root:a0:admin,member,reader", "a0"),
        MEMBER("demo:d0:member,reader", "d0"),
        READER("rita:d0:reader", "d0"),
        WITHOUT_ROLE("will:d0:", "d0"),
        STRANGER("eve:e0:member,reader", "e0"),
        STRANGE_READER("ed:e0:reader", "e0"),
        STRANGER_WITHOUT_ROLE("ewan:e0:", "e0"),
        NOBODY(null, "d0");

        private final @Nullable String token;
        private final String project;

        Who(@Nullable String token, String project) {
            this.token = token;
            this.project = project;
        }

        boolean isStranger() {
            return this == STRANGER || this == STRANGE_READER || this == STRANGER_WITHOUT_ROLE;
        }

        boolean may(PolicyRule rule) {
            return switch (rule.check()) {
                case BaseRules.ADMIN_API, ManilaBaseRules.ADMIN -> this == ADMINISTRATOR;
                case BaseRules.ADMIN_OR_PROJECT_MEMBER, ManilaBaseRules.ADMIN_OR_PROJECT_MEMBER ->
                        this == ADMINISTRATOR || this == MEMBER || this == STRANGER;
                case BaseRules.ADMIN_OR_PROJECT_READER, ManilaBaseRules.ADMIN_OR_PROJECT_READER ->
                        this != NOBODY && this != WITHOUT_ROLE && this != STRANGER_WITHOUT_ROLE;
                case BaseRules.ANYONE -> this != NOBODY;
                default -> throw new AssertionError("who may " + rule + "?");
            };
        }
    }

    @Test
    void everyRouteHasAnEntryAndEveryEntryARoute() {
        Set<String> known = new TreeSet<>(RouteTable.BESIDE_THE_API);
        RouteTable.entries().forEach(entry -> known.add(entry.route()));

        assertThat(ServedRoutes.of(gateway)).isEqualTo(known);
    }

    @Test
    void everyRuleThatNamesARouteIsOneOfThoseThatDecideOrShowAField() {
        for (RouteEntry entry : RouteTable.entries()) {
            assertThat(rules.keySet())
                    .as(entry.route())
                    .containsAll(entry.policies().stream().map(name -> name(entry, name)).toList());
        }
    }

    static Stream<Arguments> everybodyOnEveryRoute() {
        return RouteTable.entries().stream()
                .flatMap(entry -> Stream.of(Who.values()).map(who -> Arguments.of(entry, who)));
    }

    @ParameterizedTest
    @MethodSource("everybodyOnEveryRoute")
    void eachGetsWhatThePolicySays(RouteEntry entry, Who who) {
        RawResponse answer = ask(entry, who, entry.id());

        assertThat(answer.status()).as(answer.body()).isEqualTo(expected(entry, who));
        if (who != Who.NOBODY && (entry.asksPolicyFirst() || !isHiddenFrom(who, entry))) {
            refusing(entry, who).ifPresent(policy -> tellsOfRefusal(answer, entry, who, policy));
        }
        if (answer.status() != entry.status()) {
            assertThat(gateway.commands.sent()).isEmpty();
            assertThat(projectsListed()).isEmpty();
        } else if (entry.lists()) {
            assertThat(projectsListed()).containsExactly(projectsSeen(entry, who));
        }
    }

    private void tellsOfRefusal(RawResponse answer, RouteEntry entry, Who who, PolicyRule policy) {
        if (entry.refusal(policy.name()) == 404) {
            String none = ask(entry, who, Rows.UNKNOWN).body();
            assertThat(answer.body()).isEqualTo(none.replace(Rows.UNKNOWN, entry.id()));
        } else {
            assertThat(answer.body()).contains(entry.api().forbidden(policy.name()).text());
        }
    }

    /** Of which projects rows were read, once for each list; of every one if it names none. */
    private List<List<String>> projectsListed() {
        return Stream.of(
                        gateway.reads.queries.stream()
                                .map(query -> Stream.ofNullable(query.projectId()).toList()),
                        gateway.reads.changeQueries.stream().map(StatusChangeQuery::projectIds),
                        gateway.reads.attemptQueries.stream().map(RefusedAttemptQuery::projectIds))
                .flatMap(projects -> projects)
                .toList();
    }

    private static List<String> projectsSeen(RouteEntry entry, Who who) {
        boolean isTrail = entry.route().startsWith("GET /audit/");
        return isTrail && who == Who.ADMINISTRATOR ? List.of() : List.of(who.project);
    }

    private int expected(RouteEntry entry, Who who) {
        if (who == Who.NOBODY) {
            return 401;
        }
        if (entry.asksPolicyFirst() && refusing(entry, who).isPresent()) {
            return entry.refusal(refusing(entry, who).orElseThrow().name());
        }
        if (isHiddenFrom(who, entry)) {
            return 404;
        }
        if ((entry.ofOwner() && who.isStranger())
                || (entry.onlyAdministrators() && who != Who.ADMINISTRATOR)) {
            return 403;
        }
        return refusing(entry, who)
                .map(policy -> entry.refusal(policy.name()))
                .orElse(entry.status());
    }

    private static boolean isHiddenFrom(Who who, RouteEntry entry) {
        return who.isStranger() && entry.about() != null && !entry.everybodys();
    }

    private Optional<PolicyRule> refusing(RouteEntry entry, Who who) {
        return entry.policies().stream()
                .map(name -> rules.get(name(entry, name)))
                .filter(rule -> !who.may(rule))
                .findFirst();
    }

    private static String name(RouteEntry entry, String policy) {
        return entry.api() + " " + policy;
    }

    static Stream<RouteEntry> aboutOneThing() {
        return RouteTable.entries().stream().filter(entry -> entry.about() != null);
    }

    @ParameterizedTest
    @MethodSource("aboutOneThing")
    void anothersIsLikeNone(RouteEntry entry) {
        String id = entry.id();
        for (Who who : Who.values()) {
            if (!who.isStranger()) {
                continue;
            }
            RawResponse foreign = ask(entry, who, id);
            RawResponse missing = ask(entry, who, Rows.UNKNOWN);

            if (entry.everybodys()) {
                assertThat(foreign.status()).isIn(entry.status(), 403);
                continue;
            }
            boolean isRefused = entry.asksPolicyFirst() && refusing(entry, who).isPresent();
            assertThat(missing.status()).isEqualTo(isRefused ? 403 : 404);
            assertThat(foreign.status()).isEqualTo(missing.status());
            assertThat(foreign.body()).isEqualTo(missing.body().replace(Rows.UNKNOWN, id));
            assertThat(foreign.apiHeaders()).isEqualTo(missing.apiHeaders());
            assertThat(foreign.header("Content-Length"))
                    .isEqualTo(missing.header("Content-Length"));
        }
        assertThat(gateway.commands.sent()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("aboutOneThing")
    void whatIsNotThereIsNotThereForItsOwnProjectEither(RouteEntry entry) {
        RawResponse member = ask(entry, Who.MEMBER, Rows.UNKNOWN);
        RawResponse administrator = ask(entry, Who.ADMINISTRATOR, Rows.UNKNOWN);

        assertThat(administrator.status()).isEqualTo(404);
        // Types belong to nobody, so policy may speak first.
        assertThat(member.status())
                .isIn(
                        entry.everybodys() || entry.asksPolicyFirst()
                                ? List.of(403, 404)
                                : List.of(404));
    }

    @ParameterizedTest
    @MethodSource("aboutOneThing")
    void theAddressOfAnotherProjectIsNoAddress(RouteEntry entry) {
        String target = entry.target("d0", entry.id());
        if (!target.startsWith(entry.api().prefix() + "/d0/")) {
            return;
        }
        RawResponse answer = send(entry, target, Who.STRANGER, entry.id());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("Malformed request url");
    }

    private RawResponse ask(RouteEntry entry, Who who, String id) {
        return send(entry, entry.target(who.project, id), who, id);
    }

    private RawResponse send(RouteEntry entry, String target, Who who, String id) {
        gateway.reads.queries.clear();
        gateway.reads.changeQueries.clear();
        gateway.reads.attemptQueries.clear();
        RawRequest request =
                gateway.request(entry.method(), target)
                        .header("OpenStack-API-Version", "volume 3.70")
                        .header(
                                "X-OpenStack-Manila-API-Version",
                                entry.versionOr(ManilaVersions.MAXIMUM))
                        .header("X-OpenStack-Manila-API-Experimental", "true")
                        .header("Accept", "application/json");
        if (who.token != null) {
            request.header("X-Auth-Token", who.token);
        }
        String body = entry.content(id);
        return (body == null ? request : request.json(body)).send();
    }
}
