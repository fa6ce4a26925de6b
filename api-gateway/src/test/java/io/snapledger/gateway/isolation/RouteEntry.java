package io.snapledger.gateway.isolation;

import io.snapledger.gateway.api.Api;
import io.snapledger.gateway.fake.Rows;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One route, and how it is tried.
 *
 * @param route as {@link ServedRoutes} says it
 * @param policies the rules that decide, in the order in which they are asked
 * @param path what is asked for; {@code {id}} stands for what it is about
 * @param body the same for the body, null for none
 * @param about an id that belongs to project {@code d0}, or to everybody; null for a collection
 * @param status what a caller who may gets
 * @param refusals what a caller gets whom a policy refuses, where it is not 403
 * @param traits what else is to be known of it
 * @param version the last one that has it, null where the newest still does
 */
record RouteEntry(
        String route,
        List<String> policies,
        String path,
        @Nullable String body,
        @Nullable String about,
        int status,
        Map<String, Integer> refusals,
        Set<Trait> traits,
        @Nullable String version) {

    private enum Trait {
        /** What it is about belongs to no project. */
        EVERYBODYS,
        /** It lists rows of a project. */
        LISTS,
        /** It is about the project {@code d0} itself, so that policy refuses strangers. */
        OF_OWNER,
        /** Whoever is no administrator is refused, whatever policy says. */
        ONLY_ADMINISTRATORS,
        /** The policy is asked before anything is looked for. */
        ASKS_POLICY_FIRST
    }

    static RouteEntry route(String route, String... policies) {
        String path = route.replaceFirst("^\\S+ ", "").replaceFirst(" \\(.*", "");
        return new RouteEntry(
                route, List.of(policies), path, null, null, 200, Map.of(), Set.of(), null);
    }

    /** What it is about, a row of project {@code d0}. */
    RouteEntry about(String id) {
        return new RouteEntry(route, policies, path, body, id, status, refusals, traits, version);
    }

    /** What it is about belongs to no project. */
    RouteEntry aboutEverybodys(String id) {
        return about(id).with(Trait.EVERYBODYS);
    }

    RouteEntry at(String otherPath) {
        return new RouteEntry(
                route, policies, otherPath, body, about, status, refusals, traits, version);
    }

    /** Sends a body; single quotes stand for double ones. */
    RouteEntry sends(String text) {
        String content = text.replace('\'', '"');
        return new RouteEntry(
                route, policies, path, content, about, status, refusals, traits, version);
    }

    RouteEntry answers(int code) {
        return new RouteEntry(route, policies, path, body, about, code, refusals, traits, version);
    }

    /** Where upstream hides a refusal by that policy behind another code. */
    RouteEntry refuses(String policy, int code) {
        Map<String, Integer> more = new LinkedHashMap<>(refusals);
        more.put(policy, code);
        return new RouteEntry(
                route, policies, path, body, about, status, Map.copyOf(more), traits, version);
    }

    /** Lists rows of the caller's project, and of no other unless an administrator asks. */
    RouteEntry listing() {
        return with(Trait.LISTS);
    }

    /** About the project {@code d0} itself, which everybody may name. */
    RouteEntry aboutItsProject() {
        return at(path.replaceFirst("\\{[^}]*}", "d0")).with(Trait.OF_OWNER);
    }

    /** Upstream refuses whoever is no administrator, whatever policy says. */
    RouteEntry administratorsOnly() {
        return with(Trait.ONLY_ADMINISTRATORS);
    }

    /** Upstream asks the policy before it looks for what it is about. */
    RouteEntry policyFirst() {
        return with(Trait.ASKS_POLICY_FIRST);
    }

    private RouteEntry with(Trait trait) {
        Set<Trait> more = EnumSet.of(trait);
        more.addAll(traits);
        return new RouteEntry(
                route, policies, path, body, about, status, refusals, Set.copyOf(more), version);
    }

    /** Gone from the versions after that one. */
    RouteEntry until(String last) {
        return new RouteEntry(route, policies, path, body, about, status, refusals, traits, last);
    }

    boolean everybodys() {
        return traits.contains(Trait.EVERYBODYS);
    }

    boolean lists() {
        return traits.contains(Trait.LISTS);
    }

    boolean ofOwner() {
        return traits.contains(Trait.OF_OWNER);
    }

    boolean onlyAdministrators() {
        return traits.contains(Trait.ONLY_ADMINISTRATORS);
    }

    boolean asksPolicyFirst() {
        return traits.contains(Trait.ASKS_POLICY_FIRST);
    }

    /** What a caller gets whom that policy refuses. */
    int refusal(String policy) {
        return refusals.getOrDefault(policy, 403);
    }

    /** What it is about; nobody's if it is about nothing. */
    String id() {
        return about == null ? Rows.UNKNOWN : about;
    }

    Api api() {
        return Api.of(path);
    }

    /** The version of its API to ask at. */
    String versionOr(String newest) {
        return version == null ? newest : version;
    }

    String method() {
        String method = route.substring(0, route.indexOf(' '));
        return method.equals("ANY") ? "GET" : method;
    }

    /** The path for one project and one id, with the project in it where a path may have one. */
    String target(String project, String id) {
        String filled = path.replaceFirst("\\{[^}]*}", id);
        String prefix = api().prefix() + "/";
        return filled.startsWith(prefix) && filled.length() > prefix.length()
                ? prefix + project + filled.substring(prefix.length() - 1)
                : filled;
    }

    @Nullable String content(String id) {
        return body == null ? null : body.replace("{id}", id);
    }

    @Override
    public String toString() {
        return route;
    }
}
