package io.snapledger.contract.audit;

import java.time.Duration;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Lets who follows the trail of status changes wait for more of it. */
@HttpExchange("/internal/status-change-feed")
public interface StatusChangeFeed {

    /**
     * Waits until the trail is settled beyond a position.
     *
     * @param beyond negative: any reach will do, once the trail has what was answered before
     * @param atMost how long to wait
     * @return how far it has come, also if that time ran out first
     */
    @PostExchange("/await")
    StatusChangeReach await(@RequestParam long beyond, @RequestParam Duration atMost);
}
