package io.snapledger.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.testservers.TestPostgres;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Projects that were there before there were quotas use what they use. */
class QuotaMigrationIT {

    private static final UUID TYPE = UUID.randomUUID();
    private static final UUID ALL = new UUID(0, 0);

    @Test
    void whatWasThereBeforeCounts() {
        try (TestPostgres postgres = TestPostgres.started()) {
            JdbcClient jdbc = JdbcClient.create(postgres.dataSource());
            migrate(postgres, "3");
            UUID kept = UUID.randomUUID();
            UUID gone = UUID.randomUUID();
            append(jdbc, kept, 0, "volume.requested", taken("a", 3));
            append(jdbc, gone, 0, "volume.requested", taken("a", 5));
            append(jdbc, gone, 1, "volume.deleted", "{}");
            append(jdbc, UUID.randomUUID(), 0, "snapshot.requested", taken("a", 2));
            append(jdbc, UUID.randomUUID(), 0, "group.created", "{\"project_id\": \"b\"}");

            migrate(postgres, "latest");

            assertThat(usage(jdbc, "a", ALL)).isEqualTo("1/3/1/2/0");
            assertThat(usage(jdbc, "a", TYPE)).isEqualTo("1/3/1/2/0");
            assertThat(usage(jdbc, "b", ALL)).isEqualTo("0/0/0/0/1");
            assertThat(
                            jdbc.sql("select count(*) from command.quota_usage")
                                    .query(Long.class)
                                    .single())
                    .isEqualTo(3);
            assertThat(
                            jdbc.sql(
                                            """
                                            select volume_gib from command.quota_charge
                                            where resource_id = :id
                                            """)
                                    .param("id", kept)
                                    .query(Long.class)
                                    .single())
                    .isEqualTo(3);
        }
    }

    @Test
    void sharesThatWereThereBeforeCountInACatalogueOfTheirOwn() {
        try (TestPostgres postgres = TestPostgres.started()) {
            JdbcClient jdbc = JdbcClient.create(postgres.dataSource());
            migrate(postgres, "16");
            UUID share = UUID.randomUUID();
            UUID replica = UUID.randomUUID();
            UUID gone = UUID.randomUUID();
            append(jdbc, UUID.randomUUID(), 0, "share-instance.requested", ofShare("a", 7, null));
            append(jdbc, replica, 0, "share-instance.requested", ofShare("a", 2, "active"));
            append(jdbc, replica, 1, "share-instance.created", "{}");
            append(jdbc, share, 0, "share.requested", ofShare("a", 2, null));
            append(jdbc, share, 1, "share.extension-requested", "{\"size_gib\": 5}");
            append(jdbc, replica, 2, "share-instance.extension-requested", "{\"size_gib\": 5}");
            append(jdbc, replica, 3, "share-instance.extended", "{\"size_gib\": 4}");
            append(jdbc, share, 2, "share.extended", "{\"size_gib\": 4}");
            append(jdbc, share, 3, "share.updated", "{}");
            append(jdbc, UUID.randomUUID(), 0, "share-snapshot.requested", ofShare("a", 3, null));
            append(jdbc, gone, 0, "share.requested", ofShare("a", 9, null));
            append(jdbc, gone, 1, "share.deleted", "{}");

            migrate(postgres, "latest");

            String expected = "1/4/1/4/1/3";
            assertThat(shareUsage(jdbc, "a", ALL)).isEqualTo(expected);
            assertThat(shareUsage(jdbc, "a", TYPE)).isEqualTo(expected);
            assertThat(
                            jdbc.sql("select distinct catalogue from command.quota_usage")
                                    .query(String.class)
                                    .single())
                    .isEqualTo("shared-file-system");
        }
    }

    private static String ofShare(String project, int gib, @Nullable String replicaState) {
        return """
        {"project_id": "%s", "share_type_id": "%s", "size_gib": %d, "replica_state": %s}\
        """
                .formatted(
                        project, TYPE, gib, replicaState == null ? null : '"' + replicaState + '"');
    }

    private static String shareUsage(JdbcClient jdbc, String project, UUID type) {
        return jdbc.sql(
                        """
                        select concat_ws('/', shares, share_gib, replicas, replica_gib, snapshots,
                          snapshot_gib)
                        from command.quota_usage
                        where project_id = :project and type_id = :type
                        """)
                .param("project", project)
                .param("type", type)
                .query(String.class)
                .single();
    }

    private static void migrate(TestPostgres postgres, String target) {
        Flyway.configure()
                .dataSource(postgres.dataSource())
                .locations("classpath:db/migration/command")
                .schemas("command")
                .defaultSchema("command")
                .target(target)
                .load()
                .migrate();
    }

    private static String taken(String project, int gib) {
        return """
        {"project_id": "%s", "volume_type_id": "%s", "size_gib": %d}\
        """
                .formatted(project, TYPE, gib);
    }

    private static void append(
            JdbcClient jdbc, UUID resource, int sequence, String name, String payload) {
        jdbc.sql(
                        """
                        insert into event_log.event
                          (event_identifier, aggregate_identifier, sequence_number, type,
                           time_stamp, payload_type, payload_revision, payload, meta_data)
                        values (gen_random_uuid(), :resource, :sequence, 'x', now(), :name, '1',
                          convert_to(:payload, 'UTF8'), '')
                        """)
                .param("resource", resource)
                .param("sequence", sequence)
                .param("name", name)
                .param("payload", payload)
                .update();
    }

    private static String usage(JdbcClient jdbc, String project, UUID type) {
        return jdbc.sql(
                        """
                        select concat_ws('/', volumes, volume_gib, snapshots, snapshot_gib,
                          volume_groups)
                        from command.quota_usage
                        where project_id = :project and type_id = :type
                        """)
                .param("project", project)
                .param("type", type)
                .query(String.class)
                .single();
    }
}
