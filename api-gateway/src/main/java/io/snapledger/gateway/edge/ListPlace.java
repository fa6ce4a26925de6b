package io.snapledger.gateway.edge;

import jakarta.servlet.http.HttpServletRequest;

/** A request's place among the lists that are answered. */
public final class ListPlace {

    private static final String HELD = ListPlace.class.getName();

    private ListPlace() {}

    static boolean isHeld(HttpServletRequest request) {
        return request.getAttribute(HELD) != null;
    }

    static void hold(HttpServletRequest request, Runnable leaving) {
        request.setAttribute(HELD, leaving);
    }

    /** Leaves it, if there is one; for answers that hold few rows at a time, and may last long. */
    public static void leave(HttpServletRequest request) {
        if (request.getAttribute(HELD) instanceof Runnable leaving) {
            request.removeAttribute(HELD);
            leaving.run();
        }
    }
}
