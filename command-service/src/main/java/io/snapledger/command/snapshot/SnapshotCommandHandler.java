package io.snapledger.command.snapshot;

import io.snapledger.command.axon.Aggregates;
import io.snapledger.command.axon.HandlesCommands;
import io.snapledger.command.deadline.DeadlineProperties;
import io.snapledger.command.snapshot.domain.Snapshot;
import io.snapledger.contract.snapshot.SnapshotCommand.FailOverdueSnapshot;
import org.axonframework.commandhandling.CommandHandler;
import org.springframework.stereotype.Component;

/** Takes commands to volume snapshots. */
@Component
public class SnapshotCommandHandler implements HandlesCommands {

    private final Aggregates<Snapshot> aggregates;
    private final DeadlineProperties deadline;

    SnapshotCommandHandler(Aggregates<Snapshot> aggregates, DeadlineProperties deadline) {
        this.aggregates = aggregates;
        this.deadline = deadline;
    }

    @CommandHandler
    public void handle(FailOverdueSnapshot command) {
        aggregates
                .find(command.id())
                .ifPresent(found ->
                        found.execute(
                                snapshot -> snapshot.failOverdue(command, deadline.reason())));
    }
}
