package io.snapledger.gateway.volume;

import io.snapledger.gateway.microversion.CinderVersions;
import io.snapledger.gateway.openapi.Shape;
import io.snapledger.gateway.openapi.Shapes;
import io.snapledger.gateway.schema.Schema;
import java.util.List;
import org.springframework.stereotype.Component;

/** What requests about volumes carry. */
@Component
final class VolumeShapes implements Shapes {

    @Override
    public List<Shape> shapes() {
        return List.of(
                Shape.of("POST /volumes")
                        .takes(CreateVolumeBody.FIRST)
                        .takes(CinderVersions.GROUP_VOLUME, CreateVolumeBody.SINCE_GROUPS)
                        .takes(
                                CinderVersions.VOLUME_CREATE_FROM_BACKUP,
                                CreateVolumeBody.SINCE_BACKUPS)
                        .takes(
                                CinderVersions.SUPPORT_VOLUME_SCHEMA_CHANGES,
                                CreateVolumeBody.SINCE_CLOSED),
                Shape.of("PUT /volumes/{id}")
                        .takes(UpdateVolumeBody.FIRST)
                        .takes(
                                CinderVersions.SUPPORT_VOLUME_SCHEMA_CHANGES,
                                UpdateVolumeBody.SINCE_SCHEMA_CHANGES),
                Shape.of("POST /volumes/{id}/action os-reset_status")
                        .takes(VolumeActions.RESET_STATUS),
                Shape.of("POST /volumes/{id}/action os-force_delete")
                        .takes(VolumeActions.FORCED_DELETION),
                Shape.of("POST /volumes/{id}/action os-extend").takes(VolumeActions.EXTENSION),
                Shape.of("POST /volumes/{id}/metadata")
                        .takes(VolumeMetadataController.BODIES.ofAll()),
                Shape.of("PUT /volumes/{id}/metadata")
                        .takes(VolumeMetadataController.BODIES.ofAll()),
                Shape.of("PUT /volumes/{id}/metadata/{key}")
                        .takes(VolumeMetadataController.BODIES.ofOne()),
                Shape.of("GET /volumes")
                        .lists(VolumeController.LISTS)
                        .with(
                                "with_count",
                                CinderVersions.SUPPORT_COUNT_INFO,
                                Schema.lenientBoolean())
                        .rows(VolumeBody.Summary.class),
                Shape.of("GET /volumes/detail")
                        .lists(VolumeController.LISTS)
                        .with(
                                "with_count",
                                CinderVersions.SUPPORT_COUNT_INFO,
                                Schema.lenientBoolean())
                        .rows(VolumeBody.class),
                Shape.of("DELETE /volumes/{id}")
                        .with("cascade", Schema.lenientBoolean())
                        .with(
                                "force",
                                CinderVersions.VOLUME_DELETE_FORCE,
                                Schema.lenientBoolean()));
    }
}
