package io.snapledger.command.axon;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the histories of resources are read.
 *
 * @param stateAfter of a resource with that many events since it was last done, the state is stored
 */
@Validated
@ConfigurationProperties("snapledger.history")
public record HistoryProperties(@DefaultValue("50") int stateAfter) {

    public HistoryProperties {
        if (stateAfter < 2) {
            throw new IllegalArgumentException(
                    "snapledger.history.state-after must be 2 or more events, not " + stateAfter);
        }
    }
}
