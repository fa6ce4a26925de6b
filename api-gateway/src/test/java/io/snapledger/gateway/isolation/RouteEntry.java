package io.snapledger.gateway.isolation;

import io.snapledger.gateway.api.Api;
import io.snapledger.gateway.fake.Rows;
import java.util.List;
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
 * @param refusal what a caller who may not gets
 * @param lists whether it lists rows of a project
 * @param ofOwner whether it is about the project {@code d0} itself, so that policy refuses
 *     strangers
 * @param asksPolicyFirst whether the policy is asked before anything is looked for
 */
record RouteEntry(
        String route,
        List<String> policies,
        String path,
        @Nullable String body,
        @Nullable String about,
        boolean everybodys,
        int status,
        int refusal,
        boolean lists,
        boolean ofOwner,
        boolean asksPolicyFirst) {

    static RouteEntry route(String route, String... policies) {
        String path = route.replaceFirst("^\\S+ ", "").replaceFirst(" \\(.*", "");
        return new RouteEntry(
                route, List.of(policies), path, null, null, false, 200, 403, false, false, false);
    }

    /** What it is about, a row of project {@code d0}. */
    RouteEntry about(String id) {
        return new RouteEntry(
                route,
                policies,
                path,
                body,
                id,
                everybodys,
                status,
                refusal,
                lists,
                ofOwner,
                asksPolicyFirst);
    }

    /** What it is about belongs to no project. */
    RouteEntry aboutEverybodys(String id) {
        return new RouteEntry(
                route,
                policies,
                path,
                body,
                id,
                true,
                status,
                refusal,
                lists,
                ofOwner,
                asksPolicyFirst);
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
                refusal,
                lists,
                ofOwner,
                asksPolicyFirst);
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
                refusal,
                lists,
                ofOwner,
                asksPolicyFirst);
    }

    RouteEntry answers(int code) {
        return new RouteEntry(
                route,
                policies,
                path,
                body,
                about,
                everybodys,
                code,
                refusal,
                lists,
                ofOwner,
                asksPolicyFirst);
    }

    /** Where upstream hides a refusal behind another code. */
    RouteEntry refuses(int code) {
        return new RouteEntry(
                route,
                policies,
                path,
                body,
                about,
                everybodys,
                status,
                code,
                lists,
                ofOwner,
                asksPolicyFirst);
    }

    /** Lists rows of the caller's project, and of no other unless an administrator asks. */
    RouteEntry listing() {
        return new RouteEntry(
                route,
                policies,
                path,
                body,
                about,
                everybodys,
                status,
                refusal,
                true,
                ofOwner,
                asksPolicyFirst);
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
                refusal,
                lists,
                true,
                asksPolicyFirst);
    }

    /** Upstream asks the policy before it looks for what it is about. */
    RouteEntry policyFirst() {
        return new RouteEntry(
                route,
                policies,
                path,
                body,
                about,
                everybodys,
                status,
                refusal,
                lists,
                ofOwner,
                true);
    }

    /** What it is about; nobody's if it is about nothing. */
    String id() {
        return about == null ? Rows.UNKNOWN : about;
    }

    Api api() {
        return Api.of(path);
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
