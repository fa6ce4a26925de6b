package io.snapledger.agent.work;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Runs tasks of one key one after the other, in the order they came; of different keys at once. */
final class Lanes {

    private final Map<String, Queue<Runnable>> lanes = new HashMap<>();

    /** The task must not throw. */
    synchronized void submit(String key, Runnable task) {
        Queue<Runnable> lane = lanes.get(key);
        if (lane == null) {
            lane = new ArrayDeque<>();
            lanes.put(key, lane);
            Thread.ofVirtual().name("lane-" + key).start(() -> drain(key));
        }
        lane.add(task);
    }

    private void drain(String key) {
        for (Runnable task = next(key); task != null; task = next(key)) {
            task.run();
        }
    }

    private synchronized @Nullable Runnable next(String key) {
        Queue<Runnable> lane = lanes.get(key);
        Runnable task = lane == null ? null : lane.poll();
        if (task == null) {
            lanes.remove(key);
        }
        return task;
    }
}
