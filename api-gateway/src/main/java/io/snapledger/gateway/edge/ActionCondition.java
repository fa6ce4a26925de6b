package io.snapledger.gateway.edge;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.condition.AbstractRequestCondition;

/** Tells the handlers of one {@code …/action} path apart by the name in the body. */
final class ActionCondition extends AbstractRequestCondition<ActionCondition> {

    private final String action;

    ActionCondition(String action) {
        this.action = action;
    }

    @Override
    protected Collection<?> getContent() {
        return List.of(action);
    }

    @Override
    protected String getToStringInfix() {
        return " && ";
    }

    @Override
    public ActionCondition combine(ActionCondition other) {
        return other;
    }

    @Override
    public @Nullable ActionCondition getMatchingCondition(HttpServletRequest request) {
        return RequestBody.of(request).asksFor(action) ? this : null;
    }

    @Override
    public int compareTo(ActionCondition other, HttpServletRequest request) {
        return 0;
    }
}
