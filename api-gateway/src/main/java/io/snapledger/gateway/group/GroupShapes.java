package io.snapledger.gateway.group;

import io.snapledger.gateway.microversion.CinderVersions;
import io.snapledger.gateway.openapi.Shape;
import io.snapledger.gateway.openapi.Shapes;
import io.snapledger.gateway.schema.Schema;
import java.util.List;
import org.springframework.stereotype.Component;

/** What requests about groups carry. */
@Component
final class GroupShapes implements Shapes {

    @Override
    public List<Shape> shapes() {
        return List.of(
                Shape.of("POST /groups").takes(CreateGroupBody.SCHEMA),
                Shape.of("PUT /groups/{id}").takes(UpdateGroupBody.SCHEMA),
                Shape.of("POST /groups/action create-from-src")
                        .takes(GroupActions.CREATE_FROM_SOURCE),
                Shape.of("POST /groups/{id}/action delete").takes(GroupActions.DELETE),
                Shape.of("POST /groups/{id}/action reset_status").takes(GroupActions.RESET_STATUS),
                // A driver that replicates would be needed for any of these to succeed.
                Shape.of("POST /groups/{id}/action enable_replication")
                        .takes(GroupReplicationController.ENABLE)
                        .answers(501),
                Shape.of("POST /groups/{id}/action disable_replication")
                        .takes(GroupReplicationController.DISABLE)
                        .answers(400),
                Shape.of("POST /groups/{id}/action failover_replication")
                        .takes(GroupReplicationController.FAILOVER)
                        .answers(400),
                Shape.of("POST /groups/{id}/action list_replication_targets")
                        .takes(GroupReplicationController.LIST_TARGETS)
                        .answers(501),
                Shape.of("GET /groups").lists(GroupController.LISTS).rows(GroupBody.Summary.class),
                Shape.of("GET /groups/detail")
                        .lists(GroupController.LISTS)
                        .with(
                                "list_volume",
                                CinderVersions.GROUP_VOLUME_LIST,
                                Schema.lenientBoolean())
                        .rows(GroupBody.class),
                Shape.of("GET /groups/{id}")
                        .with(
                                "list_volume",
                                CinderVersions.GROUP_VOLUME_LIST,
                                Schema.lenientBoolean()));
    }
}
