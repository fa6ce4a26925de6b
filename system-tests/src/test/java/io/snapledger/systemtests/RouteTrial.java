package io.snapledger.systemtests;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a request of the API is tried.
 *
 * @param route as {@code docs/api/policies.md} says it
 * @param about what the id in it is of; empty if it has none
 * @param whose to whom that belongs
 * @param path what is asked for; {@code {id}} stands for what it is about
 * @param body null for none; {@code {volume_type}} and its like stand for what is there, in the
 *     path as well
 * @param asksPolicyFirst whether it is looked for only once the policies let the caller through
 * @param answers the codes that whoever may gets
 * @param version the version of its API to ask at
 */
record RouteTrial(
        String route,
        String about,
        Whose whose,
        String path,
        @Nullable String body,
        boolean asksPolicyFirst,
        List<Integer> answers,
        String version) {

    private static final String SHARES = "/v2/";

    /** To whom belongs what a request is about. */
    enum Whose {
        /** It is about nothing in particular. */
        NOBODYS,
        /** It belongs to no project, and everybody sees it. */
        EVERYBODYS,
        /** It belongs to no project, and only administrators see it. */
        ADMINISTRATORS,
        /** One project has it. */
        A_PROJECTS,
        /** It is a project itself, which everybody may name. */
        THE_PROJECT
    }

    static RouteTrial of(String route) {
        String path = route.replaceFirst("^\\S+ ", "").replaceFirst(" \\(.*", "");
        return new RouteTrial(
                route,
                "",
                Whose.NOBODYS,
                path,
                null,
                false,
                List.of(200),
                path.startsWith(SHARES) ? "2.73" : "3.70");
    }

    RouteTrial about(String kind) {
        return about(kind, Whose.A_PROJECTS);
    }

    RouteTrial about(String kind, Whose owner) {
        return new RouteTrial(route, kind, owner, path, body, asksPolicyFirst, answers, version);
    }

    RouteTrial at(String otherPath) {
        return new RouteTrial(
                route, about, whose, otherPath, body, asksPolicyFirst, answers, version);
    }

    /** Sends a body; single quotes stand for double ones. */
    RouteTrial sends(String text) {
        return new RouteTrial(
                route,
                about,
                whose,
                path,
                text.replace('\'', '"'),
                asksPolicyFirst,
                answers,
                version);
    }

    /** Is refused by policy whether there is what it is about or not. */
    RouteTrial afterPolicy() {
        return new RouteTrial(route, about, whose, path, body, true, answers, version);
    }

    RouteTrial answering(Integer... codes) {
        return new RouteTrial(
                route, about, whose, path, body, asksPolicyFirst, List.of(codes), version);
    }

    /** Is gone after that version. */
    RouteTrial until(String last) {
        return new RouteTrial(route, about, whose, path, body, asksPolicyFirst, answers, last);
    }

    /** Whether it is of the shared file systems' API. */
    boolean isOfShares() {
        return path.startsWith(SHARES);
    }

    String method() {
        return route.substring(0, route.indexOf(' '));
    }

    boolean reads() {
        return method().equals("GET");
    }

    String target(String id, Map<String, String> ids) {
        return filled(path, id, ids);
    }

    @Nullable String content(String id, Map<String, String> ids) {
        return body == null ? null : filled(body, id, ids);
    }

    private static String filled(String text, String id, Map<String, String> ids) {
        String filled = text.replace("{id}", id);
        for (Map.Entry<String, String> one : ids.entrySet()) {
            filled = filled.replace("{" + one.getKey() + "}", one.getValue());
        }
        return filled;
    }

    @Override
    public String toString() {
        return (route + " " + about + (body == null ? "" : " " + body)).strip();
    }
}
