package io.snapledger.agent.work;

import io.snapledger.agent.driver.ShareDriver;
import io.snapledger.contract.agent.ShareBackend;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The backends of shares that this agent serves, as they are now. */
final class ShareBackends {

    private static final Logger log = LoggerFactory.getLogger(ShareBackends.class);

    private final ShareDriver driver;
    private final List<String> names;

    /** Those that could not be looked at the last time: that is said once. */
    private final Set<String> unreadable = ConcurrentHashMap.newKeySet();

    ShareBackends(ShareDriver driver, Collection<String> names) {
        this.driver = driver;
        this.names = names.stream().sorted().toList();
    }

    List<ShareBackend> now() {
        return names.stream().map(this::backend).toList();
    }

    private ShareBackend backend(String name) {
        Optional<ShareDriver.Capacity> capacity = capacity(name);
        return new ShareBackend(
                name,
                capacity.map(ShareDriver.Capacity::totalBytes).orElse(null),
                capacity.map(ShareDriver.Capacity::freeBytes).orElse(null));
    }

    private Optional<ShareDriver.Capacity> capacity(String name) {
        try {
            Optional<ShareDriver.Capacity> capacity = driver.capacity(name);
            unreadable.remove(name);
            return capacity;
        } catch (IOException e) {
            if (unreadable.add(name)) {
                log.warn("How full backend {} is cannot be read: {}", name, e.toString());
            }
            return Optional.empty();
        }
    }
}
