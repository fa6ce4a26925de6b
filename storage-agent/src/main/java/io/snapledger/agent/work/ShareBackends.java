package io.snapledger.agent.work;

import io.snapledger.agent.driver.ShareDriver;
import io.snapledger.contract.agent.ShareBackend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The backends of shares that this agent serves, as they are now. */
final class ShareBackends {

    private static final Logger log = LoggerFactory.getLogger(ShareBackends.class);

    private final ShareDriver driver;
    private final List<String> names;

    /** How long one is waited for. */
    private final Duration patience;

    /** Those that could not be looked at the last time: that is said once. */
    private final Set<String> unreadable = ConcurrentHashMap.newKeySet();

    /** What was asked of a backend and is not answered yet. */
    private final Map<String, FutureTask<Optional<ShareDriver.Capacity>>> looks =
            new ConcurrentHashMap<>();

    ShareBackends(ShareDriver driver, Collection<String> names, Duration patience) {
        this.driver = driver;
        this.patience = patience;
        this.names = names.stream().sorted().toList();
    }

    List<ShareBackend> now() throws InterruptedException {
        List<ShareBackend> backends = new ArrayList<>();
        for (String name : names) {
            backends.add(backend(name));
        }
        return List.copyOf(backends);
    }

    private ShareBackend backend(String name) throws InterruptedException {
        Optional<ShareDriver.Capacity> capacity = capacity(name);
        return new ShareBackend(
                name,
                capacity.map(ShareDriver.Capacity::totalBytes).orElse(null),
                capacity.map(ShareDriver.Capacity::freeBytes).orElse(null));
    }

    // A file system that hangs hangs whoever asks it: never more than one at a time, and that one
    // is not the thread that says the agent is there.
    private Optional<ShareDriver.Capacity> capacity(String name) throws InterruptedException {
        FutureTask<Optional<ShareDriver.Capacity>> look =
                looks.computeIfAbsent(name, this::beginToLook);
        try {
            Optional<ShareDriver.Capacity> capacity =
                    look.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            looks.remove(name);
            unreadable.remove(name);
            return capacity;
        } catch (ExecutionException e) {
            looks.remove(name);
            return unreadable(name, String.valueOf(e.getCause()));
        } catch (TimeoutException e) {
            return unreadable(name, "no answer within " + patience);
        }
    }

    private FutureTask<Optional<ShareDriver.Capacity>> beginToLook(String name) {
        FutureTask<Optional<ShareDriver.Capacity>> look =
                new FutureTask<>(() -> driver.capacity(name));
        Thread.ofPlatform().daemon().name("capacity-of-" + name).start(look);
        return look;
    }

    private Optional<ShareDriver.Capacity> unreadable(String name, String why) {
        if (unreadable.add(name)) {
            log.warn("How full backend {} is cannot be read: {}", name, why);
        }
        return Optional.empty();
    }
}
