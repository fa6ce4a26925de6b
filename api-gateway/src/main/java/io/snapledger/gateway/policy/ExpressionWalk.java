package io.snapledger.gateway.policy;

import java.util.List;
import java.util.stream.Stream;

/** What a rule names. */
final class ExpressionWalk {

    private ExpressionWalk() {}

    /** The rules to which it refers. */
    static Stream<String> references(Expression expression) {
        return leaves(expression)
                .filter(Expression.Reference.class::isInstance)
                .map(leaf -> ((Expression.Reference) leaf).rule());
    }

    /** The words that stand for no attribute of a caller. */
    static Stream<String> lacking(Expression expression) {
        return leaves(expression)
                .filter(Expression.CallerLacks.class::isInstance)
                .map(leaf -> ((Expression.CallerLacks) leaf).word());
    }

    private static Stream<Expression> leaves(Expression expression) {
        return switch (expression) {
            case Expression.Not(Expression inner) -> leaves(inner);
            case Expression.All(List<Expression> parts) ->
                    parts.stream().flatMap(ExpressionWalk::leaves);
            case Expression.Any(List<Expression> parts) ->
                    parts.stream().flatMap(ExpressionWalk::leaves);
            case Expression.Always _,
                    Expression.Never _,
                    Expression.Role _,
                    Expression.Reference _,
                    Expression.CallerIs _,
                    Expression.CallerLacks _,
                    Expression.LiteralIs _ ->
                    Stream.of(expression);
        };
    }
}
