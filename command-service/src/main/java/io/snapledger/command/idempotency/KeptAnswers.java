package io.snapledger.command.idempotency;

import io.snapledger.contract.digest.Sha256;
import io.snapledger.contract.idempotency.AnswerOnce;
import io.snapledger.contract.idempotency.KeptAnswer;
import io.snapledger.contract.origin.Actor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was answered under which key: written in the transaction of the events it answers for. */
@Component
class KeptAnswers {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final IdempotencyProperties properties;

    KeptAnswers(JdbcClient jdbc, Clock keyClock, IdempotencyProperties properties) {
        this.jdbc = jdbc;
        this.clock = keyClock;
        this.properties = properties;
    }

    /**
     * Makes this transaction the only one that is at work under the key, over every instance.
     *
     * @return false if another one is: at once, so that repetitions cannot use up the connections
     */
    boolean hold(Actor caller, String key) {
        return jdbc.sql("select pg_try_advisory_xact_lock(:lock)")
                .param("lock", ByteBuffer.wrap(scope(caller, key)).getLong())
                .query(Boolean.class)
                .single();
    }

    /** What was answered under the key, if that is not too long ago. */
    Optional<Kept> find(Actor caller, String key) {
        return jdbc.sql(
                        """
                        select fingerprint, status, body, position from command.kept_answer
                        where scope = :scope and kept_until > :now
                        """)
                .param("scope", scope(caller, key))
                .param("now", now().atOffset(ZoneOffset.UTC))
                .query((row, _) ->
                        new Kept(
                                row.getString("fingerprint"),
                                new KeptAnswer(
                                        row.getInt("status"),
                                        row.getString("body"),
                                        row.getLong("position"))))
                .optional();
    }

    /** Keeps an answer; one that has been kept long enough, and is still there, makes way. */
    void keep(Actor caller, AnswerOnce answer, long position) {
        jdbc.sql(
                        """
                        insert into command.kept_answer
                          (scope, user_id, project_id, key, fingerprint, status, body, position,
                           kept_until)
                        values (:scope, :user, :project, :key, :fingerprint, :status, :body,
                           :position, :until)
                        on conflict (scope) do update set
                          fingerprint = excluded.fingerprint, status = excluded.status,
                          body = excluded.body, position = excluded.position,
                          kept_until = excluded.kept_until
                        """)
                .param("scope", scope(caller, answer.key()))
                .param("user", caller.userId())
                .param("project", caller.projectId())
                .param("key", answer.key())
                .param("fingerprint", answer.fingerprint())
                .param("status", answer.status())
                .param("body", answer.body())
                .param("position", position)
                .param("until", now().plus(properties.keep()).atOffset(ZoneOffset.UTC))
                .update();
    }

    /**
     * Removes answers that have been kept long enough, no more of them than a batch.
     *
     * @return how many
     */
    int removeExpired() {
        return jdbc.sql(
                        """
                        with expired as materialized (
                            select scope from command.kept_answer where kept_until <= :now
                            order by kept_until limit :limit for update skip locked)
                        delete from command.kept_answer kept using expired
                        where kept.scope = expired.scope
                        """)
                .param("now", now().atOffset(ZoneOffset.UTC))
                .param("limit", properties.batch())
                .update();
    }

    private Instant now() {
        return clock.instant();
    }

    // Of one length whatever users and projects are called, as an index needs it.
    private static byte[] scope(Actor caller, String key) {
        MessageDigest digest = Sha256.begun();
        for (String part : new String[] {caller.userId(), caller.projectId(), key}) {
            byte[] bytes = part == null ? new byte[0] : part.getBytes(StandardCharsets.UTF_8);
            // Each with its length before it, so that no two callers run together.
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
            digest.update(bytes);
        }
        return digest.digest();
    }

    record Kept(String fingerprint, KeptAnswer answer) {}
}
