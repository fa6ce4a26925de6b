package io.snapledger.gateway.shareinstance;

import io.snapledger.contract.share.ShareStatus;
import io.snapledger.contract.shareinstance.ReplicaState;
import io.snapledger.gateway.openapi.ManilaShapes;
import io.snapledger.gateway.openapi.Shape;
import io.snapledger.gateway.openapi.Shapes;
import io.snapledger.gateway.schema.Schema;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What requests about share instances and replicas carry. */
@Component
final class ShareInstanceShapes implements Shapes {

    @Override
    public List<Shape> shapes() {
        return List.of(
                ManilaShapes.action("/v2/share_instances", "reset_status", status()),
                ManilaShapes.action("/v2/share_instances", "os-reset_status", status()),
                ManilaShapes.action("/v2/share_instances", "force_delete", Schema.anything()),
                ManilaShapes.action("/v2/share_instances", "os-force_delete", Schema.anything()),
                Shape.of("POST /v2/share-replicas")
                        .takes(
                                ManilaShapes.under(
                                        "share_replica",
                                        Schema.object()
                                                .property("share_id", Schema.string())
                                                .property(
                                                        "availability_zone",
                                                        Schema.nullableString())
                                                .required("share_id"))),
                ManilaShapes.action("/v2/share-replicas", "promote", Schema.anything()),
                ManilaShapes.action("/v2/share-replicas", "reset_status", status()),
                ManilaShapes.action(
                        "/v2/share-replicas",
                        "reset_replica_state",
                        ManilaShapes.state(
                                "replica_state",
                                Stream.of(ReplicaState.values()).map(ReplicaState::word))),
                ManilaShapes.action("/v2/share-replicas", "force_delete", Schema.anything()),
                Shape.of("GET /v2/share-replicas")
                        .with("share_id", Schema.string())
                        .rows(ShareReplicaBody.Summary.class),
                Shape.of("GET /v2/share-replicas/detail")
                        .with("share_id", Schema.string())
                        .rows(ShareReplicaBody.class));
    }

    private static Schema status() {
        return ManilaShapes.state(
                "status", ShareStatus.SET_BY_HAND.stream().map(ShareStatus::word));
    }
}
