package io.snapledger.link.instance;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The processes of one service, and in which order they are asked. Those that seem to be away come
 * last instead of not at all: what only seems so must not keep anybody from being served.
 */
final class Instances {

    private final List<Instance> all;
    private final AtomicInteger turn = new AtomicInteger();

    Instances(Collection<URI> urls) {
        all = urls.stream().map(Instance::new).toList();
    }

    List<Instance> all() {
        return all;
    }

    /**
     * In which order a request tries them.
     *
     * @param key what has the same key goes to the same instance while that one is there; null: to
     *     each in turn
     */
    List<Instance> order(@Nullable String key) {
        List<Instance> order = new ArrayList<>(key == null ? inTurn() : byKey(key));
        // Stable: the order of those that are there stays.
        order.sort(Comparator.comparing(instance -> !instance.isThere()));
        return order;
    }

    private List<Instance> inTurn() {
        int first = Math.floorMod(turn.getAndIncrement(), all.size());
        List<Instance> order = new ArrayList<>(all.subList(first, all.size()));
        order.addAll(all.subList(0, first));
        return order;
    }

    // The highest hash of key and instance wins: with one instance more or less, only the keys that
    // it wins or won move.
    private List<Instance> byKey(String key) {
        return all.stream()
                .sorted(Comparator.comparingLong((Instance instance) -> hash(key, instance)))
                .toList();
    }

    private static long hash(String key, Instance instance) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest((key + " " + instance.url()).getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new LinkageError("every Java has SHA-256", e);
        }
    }
}
