package io.snapledger.gateway.caller.keystone;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * One of the requests that an application credential may be used for:
 * keystonemiddleware/auth_token/__init__.py, validate_allowed_request and _path_matches.
 *
 * @param service the type of a service in Keystone's catalogue
 * @param path {@code *} and <code>{name}</code> stand for one or more characters but slashes,
 *     {@code **} for any
 */
record AccessRule(String service, String method, String path) {

    boolean allows(List<String> serviceTypes, String method, String path) {
        return this.method.equals(method) && serviceTypes.contains(service) && matches(path);
    }

    private sealed interface Step {
        record Letter(char letter) implements Step {}

        record WithinASegment() implements Step {}

        record Anything() implements Step {}
    }

    /**
     * Follows all ways through the pattern at once. Users write these patterns, and a regular
     * expression made of one could take for ever.
     */
    private boolean matches(String asked) {
        List<Step> steps = steps();
        BitSet reached = new BitSet(steps.size() + 1);
        reach(reached, 0, steps);
        for (int at = 0; at < asked.length() && !reached.isEmpty(); at++) {
            reached = after(asked.charAt(at), reached, steps);
        }
        return reached.get(steps.size());
    }

    private static BitSet after(char letter, BitSet before, List<Step> steps) {
        BitSet next = new BitSet(steps.size() + 1);
        for (int i = before.nextSetBit(0);
                i >= 0 && i < steps.size();
                i = before.nextSetBit(i + 1)) {
            switch (steps.get(i)) {
                case Step.Letter(char wanted) -> {
                    if (wanted == letter) {
                        reach(next, i + 1, steps);
                    }
                }
                case Step.WithinASegment _ -> {
                    if (letter != '/') {
                        next.set(i);
                        reach(next, i + 1, steps);
                    }
                }
                case Step.Anything _ -> reach(next, i, steps);
            }
        }
        return next;
    }

    private static void reach(BitSet reached, int step, List<Step> steps) {
        int at = step;
        reached.set(at);
        while (at < steps.size() && steps.get(at) instanceof Step.Anything) {
            at++;
            reached.set(at);
        }
    }

    private List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        int at = 0;
        while (at < path.length()) {
            char letter = path.charAt(at);
            int close = letter == '{' ? path.indexOf('}', at) : -1;
            if (path.startsWith("**", at)) {
                steps.add(new Step.Anything());
                at += 2;
            } else if (letter == '*') {
                steps.add(new Step.WithinASegment());
                at++;
            } else if (close > 0) {
                steps.add(new Step.WithinASegment());
                at = close + 1;
            } else {
                steps.add(new Step.Letter(letter));
                at++;
            }
        }
        return steps;
    }
}
