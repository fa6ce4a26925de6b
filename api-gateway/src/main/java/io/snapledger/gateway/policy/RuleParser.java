package io.snapledger.gateway.policy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reads the rule language of oslo_policy/_parser.py.
 *
 * <p>Upstream takes a rule it cannot read for one that never holds, and logs it; here it is
 * refused, so that a typing error is seen before it locks somebody out, or, behind a {@code not},
 * lets somebody in.
 */
final class RuleParser {

    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern NUMBER = Pattern.compile("0|-?[1-9]\\d{0,17}");
    private static final Pattern PATH = Pattern.compile("[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)*");

    private static final int LONGEST = 20_000;
    private static final int DEEPEST = 50;

    private final String source;
    private final Deque<String> tokens;
    private int depth;

    private RuleParser(String source) {
        this.source = source;
        this.tokens = tokens(source);
    }

    /**
     * Reads a rule.
     *
     * @param rule text, or a list of lists of checks: one inner list must hold as a whole
     * @throws PolicyRefused if it is not a rule
     */
    static Expression parse(Object rule) {
        return switch (rule) {
            case String text -> text.isEmpty() ? new Expression.Always() : parseText(text);
            case List<?> alternatives -> parseList(alternatives);
            default -> throw new PolicyRefused(rule + " is neither text nor a list");
        };
    }

    private static Expression parseText(String text) {
        if (text.length() > LONGEST) {
            throw new PolicyRefused("a rule has more than " + LONGEST + " characters");
        }
        RuleParser parser = new RuleParser(text);
        Expression expression = parser.any();
        if (!parser.tokens.isEmpty()) {
            throw parser.unexpected(parser.tokens.getFirst());
        }
        return expression;
    }

    private static Expression parseList(List<?> alternatives) {
        if (alternatives.isEmpty()) {
            return new Expression.Always();
        }
        List<Expression> any = new ArrayList<>();
        for (Object alternative : alternatives) {
            List<?> checks = alternative instanceof List<?> list ? list : List.of(alternative);
            // An empty inner list says nothing, so upstream skips it.
            if (!checks.isEmpty()) {
                any.add(all(checks.stream().map(RuleParser::listed).toList()));
            }
        }
        return any.isEmpty() ? new Expression.Never() : any(any);
    }

    private static Expression listed(Object check) {
        if (check instanceof String text) {
            return check(text);
        }
        throw new PolicyRefused(check + " in a list is not a check");
    }

    // and binds closer than or, not closer than and; that is what upstream's reducers amount to.
    private Expression any() {
        List<Expression> parts = new ArrayList<>();
        parts.add(all());
        while (nextIs("or")) {
            tokens.removeFirst();
            parts.add(all());
        }
        return any(parts);
    }

    private Expression all() {
        List<Expression> parts = new ArrayList<>();
        parts.add(single());
        while (nextIs("and")) {
            tokens.removeFirst();
            parts.add(single());
        }
        return all(parts);
    }

    private Expression single() {
        if (tokens.isEmpty()) {
            throw new PolicyRefused("the rule \"" + source + "\" ends too early");
        }
        if (++depth > DEEPEST) {
            throw new PolicyRefused("a rule is nested more than " + DEEPEST + " times");
        }
        String token = tokens.removeFirst();
        Expression expression =
                switch (token.toLowerCase(Locale.ROOT)) {
                    case "not" -> new Expression.Not(single());
                    case "(" -> parenthesised();
                    case ")", "and", "or" -> throw unexpected(token);
                    default -> check(token);
                };
        depth--;
        return expression;
    }

    private Expression parenthesised() {
        Expression inner = any();
        if (!nextIs(")")) {
            throw new PolicyRefused("the rule \"" + source + "\" lacks a \")\"");
        }
        tokens.removeFirst();
        return inner;
    }

    private boolean nextIs(String word) {
        return !tokens.isEmpty() && tokens.getFirst().equalsIgnoreCase(word);
    }

    private PolicyRefused unexpected(String token) {
        return new PolicyRefused(
                "the rule \"" + source + "\" has \"" + token + "\" where it does not belong");
    }

    private static Expression check(String check) {
        if (check.equals("@")) {
            return new Expression.Always();
        }
        if (check.equals("!")) {
            return new Expression.Never();
        }
        int colon = check.indexOf(':');
        if (colon < 0 || isQuoted(check)) {
            throw new PolicyRefused("\"" + check + "\" is not a check");
        }
        String kind = check.substring(0, colon);
        String match = check.substring(colon + 1);
        return switch (kind) {
            case "rule" -> new Expression.Reference(match);
            case "role" -> new Expression.Role(Template.of(match));
            case "http", "https" ->
                    throw new PolicyRefused(
                            "\""
                                    + check
                                    + "\" asks another server, which is not served: a request"
                                    + " would hang on it");
            default -> generic(check, kind, Template.of(match));
        };
    }

    // oslo_policy/_checks.py, GenericCheck: a constant of Python, else a path into the caller.
    private static Expression generic(String check, String kind, Template value) {
        if (isQuoted(kind)) {
            String text = kind.substring(1, kind.length() - 1);
            if (text.indexOf(kind.charAt(0)) >= 0 || text.indexOf('\\') >= 0) {
                throw new PolicyRefused(
                        "\"" + check + "\" has a quote or a backslash inside of its constant");
            }
            return new Expression.LiteralIs(text, kind, value);
        }
        if (kind.equals("True")
                || kind.equals("False")
                || kind.equals("None")
                || NUMBER.matcher(kind).matches()) {
            return new Expression.LiteralIs(kind, kind, value);
        }
        if (!PATH.matcher(kind).matches()) {
            throw new PolicyRefused(
                    "\""
                            + check
                            + "\" begins neither with an attribute of a caller nor with a constant");
        }
        return CallerAttribute.of(kind)
                .<Expression>map(attribute -> new Expression.CallerIs(attribute, value))
                .orElseGet(() -> new Expression.CallerLacks(kind, value));
    }

    private static boolean isQuoted(String text) {
        return text.length() >= 2
                && (text.charAt(0) == '\'' || text.charAt(0) == '"')
                && text.charAt(text.length() - 1) == text.charAt(0);
    }

    private static Expression any(List<Expression> parts) {
        return parts.size() == 1 ? parts.getFirst() : new Expression.Any(List.copyOf(parts));
    }

    private static Expression all(List<Expression> parts) {
        return parts.size() == 1 ? parts.getFirst() : new Expression.All(List.copyOf(parts));
    }

    // Parentheses stand at the ends of words; those inside, as in %(project_id)s, belong to it.
    private static Deque<String> tokens(String source) {
        Deque<String> tokens = new ArrayDeque<>();
        for (String word : BLANKS.split(source.strip(), -1)) {
            int from = 0;
            while (from < word.length() && word.charAt(from) == '(') {
                tokens.addLast("(");
                from++;
            }
            int to = word.length();
            while (to > from && word.charAt(to - 1) == ')') {
                to--;
            }
            if (to > from) {
                tokens.addLast(word.substring(from, to));
            }
            for (int i = to; i < word.length(); i++) {
                tokens.addLast(")");
            }
        }
        return tokens;
    }
}
