package io.snapledger.command.statemachine;

import io.snapledger.contract.resource.ChangesStatus;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One aggregate as the tables see it: how it comes into a status, and what the columns mean. */
interface Machine<A> {

    Instant AT = Instant.parse("2026-01-02T03:04:05.678901Z");
    UUID WORK = UUID.fromString("11111111-1111-4111-8111-111111111111");
    String REASON = "a reason";

    /** The table's name in the document. */
    String name();

    Class<A> type();

    String id();

    /**
     * What happened before, so that it is in that status; the column may ask for more (an empty
     * group, say).
     */
    List<Object> historyOf(String status, String happens);

    /** Lets it happen. */
    void happen(A aggregate, String happens, String status, @Nullable String asked);

    List<String> statusesToAskFor();

    /** The status after those events. */
    default String statusAfter(List<Object> events) {
        return events.stream()
                .filter(ChangesStatus.class::isInstance)
                .map(event -> ((ChangesStatus) event).change().to())
                .reduce("", (_, later) -> later);
    }
}
