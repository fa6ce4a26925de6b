package io.snapledger.gateway.isolation;

import io.snapledger.gateway.fake.Rows;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One route, and how it is tried.
 *
 * @param route as {@link ServedRoutes} says it
 * @param policies the rules that decide, in the order in which they are asked
 * @param path what is asked for; {@code {id}} stands for what it is about
 * @param body the same for the body, null for none
 * @param about an id that belongs to project {@code d0}, or to everybody; null for a collection
 * @param everybodys whether what it is about belongs to no project
 * @param status what a caller who may gets
 * @param refusals what a caller gets whom one of the policies refuses, where it is not 403
 * @param lists whether it lists rows of a project
 * @param ofOwner whether it is about the project {@code d0} itself, so that policy refuses
 *     strangers
 */
record RouteEntry(
        String route,
        List<String> policies,
        String path,
        @Nullable String body,
        @Nullable String about,
        boolean everybodys,
        int status,
        Map<String, Integer> refusals,
        boolean lists,
        boolean ofOwner) {

    static RouteEntry route(String route, String... policies) {
        String path = route.replaceFirst("^\\S+ ", "").replaceFirst(" \\(.*", "");
        return new RouteEntry(
                route, List.of(policies), path, null, null, false, 200, Map.of(), false, false);
    }

    /** What it is about, a row of project {@code d0}. */
    RouteEntry about(String id) {
        return new RouteEntry(
                route, policies, path, body, id, everybodys, status, refusals, lists, ofOwner);
    }

    /** What it is about belongs to no project. */
    RouteEntry aboutEverybodys(String id) {
        return new RouteEntry(
                route, policies, path, body, id, true, status, refusals, lists, ofOwner);
    }

    RouteEntry at(String otherPath) {
        return new RouteEntry(
                route,
                policies,
                otherPath,
                body,
                about,
                everybodys,
                status,
                refusals,
                lists,
                ofOwner);
    }

    /** Sends a body; single quotes stand for double ones. */
    RouteEntry sends(String text) {
        return new RouteEntry(
                route,
                policies,
                path,
                text.replace('\'', '"'),
                about,
                everybodys,
                status,
                refusals,
                lists,
                ofOwner);
    }

    RouteEntry answers(int code) {
        return new RouteEntry(
                route, policies, path, body, about, everybodys, code, refusals, lists, ofOwner);
    }

    /** Where upstream hides a refusal by that policy behind another code. */
    RouteEntry refuses(String policy, int code) {
        Map<String, Integer> more = new LinkedHashMap<>(refusals);
        more.put(policy, code);
        return new RouteEntry(
                route,
                policies,
                path,
                body,
                about,
                everybodys,
                status,
                Map.copyOf(more),
                lists,
                ofOwner);
    }

    /** What a caller gets whom that policy refuses. */
    int refusal(String policy) {
        return refusals.getOrDefault(policy, 403);
    }

    /** Lists rows of the caller's project, and of no other unless an administrator asks. */
    RouteEntry listing() {
        return new RouteEntry(
                route, policies, path, body, about, everybodys, status, refusals, true, ofOwner);
    }

    /** About the project {@code d0} itself, which everybody may name. */
    RouteEntry aboutItsProject() {
        return new RouteEntry(
                route,
                policies,
                path.replaceFirst("\\{[^}]*}", "d0"),
                body,
                about,
                everybodys,
                status,
                refusals,
                lists,
                true);
    }

    /** What it is about; nobody's if it is about nothing. */
    String id() {
        return about == null ? Rows.UNKNOWN : about;
    }

    String method() {
        String method = route.substring(0, route.indexOf(' '));
        return method.equals("ANY") ? "GET" : method;
    }

    /** The path for one project and one id, with the project in it where a path may have one. */
    String target(String project, String id) {
        String filled = path.replaceFirst("\\{[^}]*}", id);
        return filled.startsWith("/v3/") && filled.length() > "/v3/".length()
                ? "/v3/" + project + filled.substring("/v3".length())
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
