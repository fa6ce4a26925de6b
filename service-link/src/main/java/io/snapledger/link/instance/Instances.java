package io.snapledger.link.instance;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The processes of one service, and in which order they are asked. Those that seem to be away come
 * last instead of not at all: what only seems so must not keep anybody from being served.
 */
final class Instances {

    private static final Logger log = LoggerFactory.getLogger(Instances.class);

    private final List<Instance> named;
    private final List<ServiceRecords> lookedUp;
    private final AtomicInteger turn = new AtomicInteger();
    private volatile List<Instance> all;
    // Told once, not at each look.
    private boolean answered = true;

    Instances(Collection<URI> urls) {
        this(
                urls.stream().filter(url -> !ServiceRecords.isMeantBy(url)).toList(),
                urls.stream().filter(ServiceRecords::isMeantBy).map(ServiceRecords::of).toList());
    }

    /**
     * Of those.
     *
     * @param lookedUp what is found only when it is looked for
     */
    Instances(List<URI> urls, List<ServiceRecords> lookedUp) {
        named = urls.stream().map(Instance::new).toList();
        this.lookedUp = List.copyOf(lookedUp);
        all = named;
    }

    List<Instance> all() {
        return all;
    }

    /**
     * Looks up what is looked up. Where that cannot be done, or nobody is there, those of before
     * stay: they are asked, and say so themselves.
     */
    synchronized void lookUp() {
        if (lookedUp.isEmpty()) {
            return;
        }
        List<URI> found = new ArrayList<>();
        for (ServiceRecords records : lookedUp) {
            try {
                found.addAll(records.lookUp());
            } catch (NamingException e) {
                if (answered) {
                    log.warn("{} cannot be looked up, {} stay: {}", records, all, e.toString());
                }
                answered = false;
                return;
            }
        }
        answered = true;
        Map<URI, Instance> before = new HashMap<>();
        all.forEach(instance -> before.put(instance.url(), instance));
        List<Instance> now = new ArrayList<>(named);
        found.stream()
                .distinct()
                .map(url -> before.getOrDefault(url, new Instance(url)))
                .forEach(now::add);
        if (!found.isEmpty() && !now.equals(all)) {
            log.info("{} are {}", lookedUp, now);
            all = List.copyOf(now);
        }
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
        List<Instance> all = this.all;
        if (all.isEmpty()) {
            return all;
        }
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
