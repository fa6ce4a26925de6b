package io.snapledger.gateway.edge;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What the edge does for every request.
 *
 * @param publicEndpoint scheme, host and path prefix of links; null: what the request says
 * @param maxRequestBodySize longer bodies are refused with 413
 * @param requestHeadTimeout how long a client may take to send a request's line and headers
 * @param requestBodyTimeout how long it may take to send the body
 * @param maxLists how many lists are answered at a time; 0: one for each 32 MiB of the heap
 */
@Validated
@ConfigurationProperties("snapledger")
public record EdgeProperties(
        @Nullable String publicEndpoint,
        @DefaultValue("114688B") DataSize maxRequestBodySize,
        @DefaultValue("20s") Duration requestHeadTimeout,
        @DefaultValue("60s") Duration requestBodyTimeout,
        @Min(0) @DefaultValue("0") int maxLists) {

    private static final long HEAP_OF_A_LIST = 32L << 20;

    private static final int FEWEST_LISTS = 4;

    /** How many lists are answered at a time. */
    int listsAtOnce() {
        return maxLists > 0
                ? maxLists
                : (int) Math.max(FEWEST_LISTS, Runtime.getRuntime().maxMemory() / HEAP_OF_A_LIST);
    }
}
