package io.snapledger.query.proof;

import io.snapledger.contract.audit.EventProofView;
import io.snapledger.contract.audit.EventProofView.Inclusion;
import io.snapledger.contract.resource.ResourceEvent;
import io.snapledger.eventlog.EventLogSerializer;
import io.snapledger.eventlog.proof.Hash;
import io.snapledger.eventlog.proof.Leaf;
import io.snapledger.eventlog.proof.Leaves;
import io.snapledger.eventlog.proof.MerkleTree;
import io.snapledger.eventlog.proof.PublicKeys;
import io.snapledger.query.table.Cells;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds events by their ids, and the roots over them. */
@Repository
class EventProofs {

    private static final String EVENT =
            """
            select e.global_index, e.event_identifier, e.aggregate_identifier, e.sequence_number,
              e.time_stamp, e.type, e.payload_type, e.payload_revision, e.payload, e.meta_data,
              e.hash,
              (select before.hash from event_log.event before
               where before.aggregate_identifier = e.aggregate_identifier
                 and before.sequence_number = e.sequence_number - 1) as previous
            from event_log.event e
            where e.event_identifier = :id
            """;

    // Roots are over positions without a gap between them, so the next one is it or there is none.
    private static final String ROOT =
            """
            select statement, signature, public_key, leaves from event_log.root
            where through_position >= :position
            order by through_position
            limit 1
            """;

    private final JdbcClient eventLog;
    private final EventLogSerializer serializer = new EventLogSerializer();

    EventProofs(@Qualifier("eventLog") JdbcClient eventLog) {
        this.eventLog = eventLog;
    }

    Optional<EventProofView> find(UUID eventId, @Nullable String projectId) {
        return eventLog.sql(EVENT)
                .param("id", eventId)
                .query(this::view)
                .optional()
                .filter(view -> projectId == null || projectId.equals(view.projectId()))
                .map(this::withInclusion);
    }

    private EventProofView view(ResultSet row, int number) throws SQLException {
        byte[] payload = row.getBytes("payload");
        byte[] metaData = row.getBytes("meta_data");
        byte[] previous = row.getBytes("previous");
        Base64.Encoder base64 = Base64.getEncoder();
        return new EventProofView(
                Cells.uuid(row, "event_identifier"),
                row.getLong("global_index"),
                Cells.uuid(row, "aggregate_identifier"),
                row.getLong("sequence_number"),
                Cells.instant(row, "time_stamp"),
                row.getString("type"),
                row.getString("payload_type"),
                row.getString("payload_revision"),
                project(row.getString("payload_type"), row.getString("payload_revision"), payload),
                base64.encodeToString(payload),
                base64.encodeToString(metaData),
                Hash.sha256(payload).hex(),
                Hash.sha256(metaData).hex(),
                (previous == null ? Hash.NONE : Hash.of(previous)).hex(),
                Hash.of(row.getBytes("hash")).hex(),
                null);
    }

    /** Of what cannot be read any more nobody can say whose it is: only administrators see it. */
    private @Nullable String project(String name, String version, byte[] payload) {
        try {
            ResourceEvent event =
                    serializer.deserialize(
                            new SimpleSerializedObject<>(payload, byte[].class, name, version));
            return event.projectId();
        } catch (SerializationException _) {
            return null;
        }
    }

    private EventProofView withInclusion(EventProofView view) {
        Inclusion inclusion =
                eventLog.sql(ROOT)
                        .param("position", view.position())
                        .query((row, _) -> inclusion(row, view))
                        .optional()
                        .flatMap(found -> found)
                        .orElse(null);
        return new EventProofView(
                view.eventId(),
                view.position(),
                view.resourceId(),
                view.sequenceNumber(),
                view.at(),
                view.type(),
                view.name(),
                view.version(),
                view.projectId(),
                view.payload(),
                view.metaData(),
                view.payloadHash(),
                view.metaDataHash(),
                view.previous(),
                view.hash(),
                inclusion);
    }

    /** Empty if the root is not over the event, which then has come there since. */
    private static Optional<Inclusion> inclusion(ResultSet row, EventProofView view)
            throws SQLException {
        List<Leaf> leaves = Leaves.of(row.getBytes("leaves"));
        for (int i = 0; i < leaves.size(); i++) {
            if (leaves.get(i).position() == view.position()) {
                return Optional.of(
                        new Inclusion(
                                i,
                                leaves.size(),
                                MerkleTree.over(leaves).path(i).stream().map(Hash::hex).toList(),
                                row.getString("statement"),
                                Base64.getEncoder().encodeToString(row.getBytes("signature")),
                                PublicKeys.pem(
                                        Objects.requireNonNull(row.getBytes("public_key")))));
            }
        }
        return Optional.empty();
    }
}
