package io.snapledger.link.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.TransactionSystemException;

class FailureKindTest {

    @Test
    void aConnectionThatBreaksWhileATransactionEndsIsNoMistakeOfOurs() {
        // As HikariCP and Spring tell it: no code, and the commit's own failure is logged only.
        Exception told =
                new TransactionSystemException(
                        "JDBC rollback failed", new SQLException("Connection is closed"));

        assertThat(FailureKind.of(told)).isEqualTo(FailureKind.AWAY);
        assertThat(FailureKind.of(told).isWorthRepeating()).isFalse();
    }

    @Test
    void whatIsKnownOfACommitCountsMore() {
        Exception told =
                new TransactionSystemException(
                        "JDBC commit failed", new SQLException("serialization", "40001"));

        assertThat(FailureKind.of(told)).isEqualTo(FailureKind.LOST_RACE);
    }

    @Test
    void aMistakeOfOursIsOne() {
        assertThat(FailureKind.of(new IllegalStateException("oh"))).isEqualTo(FailureKind.UNKNOWN);
    }
}
