package io.snapledger.gateway.edge;

import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.fault.Fault;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Lets only so many lists be answered at a time: each holds its rows until its client has read
 * them, and requests have no other end than memory. No project has more than half of the places, so
 * one whose clients read slowly does not keep the others out.
 */
final class ListGate implements HandlerInterceptor {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final int places;
    private final int placesOfProject;
    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition left = lock.newCondition();
    private final Map<String, Integer> inside = new HashMap<>();
    private int all;

    /**
     * A gate.
     *
     * @param places how many lists at a time
     */
    ListGate(int places) {
        this(places, PATIENCE);
    }

    ListGate(int places, Duration patience) {
        this.places = places;
        this.placesOfProject = Math.max(1, places / 2);
        this.patience = patience;
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler)
            throws InterruptedException {
        String project = projectOfList(request, handler);
        if (project != null && !ListPlace.isHeld(request)) {
            enter(project);
            ListPlace.hold(request, () -> leave(project));
        }
        return true;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request,
            HttpServletResponse response,
            Object handler,
            @Nullable Exception thrown) {
        ListPlace.leave(request);
    }

    // A path that ends in an id leads to one thing.
    private static @Nullable String projectOfList(HttpServletRequest request, Object handler) {
        return request.getMethod().equals("GET")
                        && handler instanceof HandlerMethod
                        && request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE)
                                instanceof String pattern
                        && !pattern.endsWith("}")
                        && request.getAttribute(Caller.class.getName()) instanceof Caller caller
                ? caller.ownProject()
                : null;
    }

    void enter(String project) throws InterruptedException {
        long time = patience.toNanos();
        lock.lock();
        try {
            while (all >= places || inside.getOrDefault(project, 0) >= placesOfProject) {
                if (time <= 0) {
                    throw Fault.serviceUnavailable(
                            "Too many lists are being read at the moment.", Duration.ofSeconds(1));
                }
                time = left.awaitNanos(time);
            }
            all++;
            inside.merge(project, 1, Integer::sum);
        } finally {
            lock.unlock();
        }
    }

    void leave(String project) {
        lock.lock();
        try {
            all--;
            inside.computeIfPresent(project, (_, count) -> count == 1 ? null : count - 1);
            left.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
