package io.snapledger.contract.read;

import java.time.Duration;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** How far the read side has come; a writer waits here so that its client reads its own write. */
@HttpExchange("/internal/read-position")
public interface ReadPosition {

    /**
     * Waits until the views of resources show the event at a position of the event store.
     *
     * @param position the event's {@code global_index}
     * @param atMost how long to wait
     * @return false if that time ran out first
     */
    @PostExchange("/await")
    boolean await(@RequestParam long position, @RequestParam Duration atMost);
}
