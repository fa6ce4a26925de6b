package io.snapledger.command.group;

import io.snapledger.command.axon.LookUp;
import io.snapledger.contract.group.GroupEvent;
import io.snapledger.contract.group.GroupEvent.GroupDeleted;
import io.snapledger.contract.group.GroupEvent.GroupFromSourceRequested;
import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.group.GroupStatus;
import io.snapledger.contract.resource.ChangesStatus;
import io.snapledger.contract.resource.ResourceId;
import java.util.UUID;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which group snapshots and groups other groups are being created from. */
@Component
public class GroupSources implements LookUp {

    private final JdbcClient jdbc;

    GroupSources(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether a group in status {@code creating} has it as its source. */
    // cinder/db/api.py, group_creating_from_src(): the word counts, whoever wrote it.
    public boolean isBeingCopied(ResourceId source) {
        return jdbc.sql(
                        """
                        select exists (
                            select from command.group_source where source_id = :source and creating)
                        """)
                .param("source", source.value())
                .query(Boolean.class)
                .single();
    }

    @EventHandler
    void on(GroupEvent event) {
        if (event instanceof GroupFromSourceRequested requested) {
            begin(requested.id(), source(requested));
        } else if (event instanceof GroupDeleted deleted) {
            forget(deleted.id());
        } else if (event instanceof ChangesStatus changed) {
            move(event.id(), changed.change().to().equals(GroupStatus.CREATING.word()));
        }
    }

    private static UUID source(GroupFromSourceRequested requested) {
        @Nullable ResourceId source =
                requested.groupSnapshotId() == null
                        ? requested.sourceGroupId()
                        : requested.groupSnapshotId();
        if (source == null) {
            throw new IllegalStateException("group " + requested.id() + " has no source");
        }
        return source.value();
    }

    private void begin(GroupId id, UUID source) {
        jdbc.sql(
                        """
                        insert into command.group_source (group_id, source_id, creating)
                        values (:id, :source, true)
                        """)
                .param("id", id.value())
                .param("source", source)
                .update();
    }

    private void move(GroupId id, boolean creating) {
        jdbc.sql("update command.group_source set creating = :creating where group_id = :id")
                .param("creating", creating)
                .param("id", id.value())
                .update();
    }

    private void forget(GroupId id) {
        jdbc.sql("delete from command.group_source where group_id = :id")
                .param("id", id.value())
                .update();
    }
}
