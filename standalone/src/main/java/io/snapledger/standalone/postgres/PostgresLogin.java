package io.snapledger.standalone.postgres;

import io.snapledger.standalone.failure.CannotStart;
import java.io.IOException;
import java.util.Optional;

/** Where a server's database is, and who may use it. */
public record PostgresLogin(String url, String user, String password) {

    /** That of the server which another process runs there; empty if none does. */
    public static Optional<PostgresLogin> ofRunning(PostgresPlace place) {
        return LeftBehindServer.portOf(place.data())
                .map(port -> {
                    try {
                        return new PostgresLogin(
                                EmbeddedPostgresServer.jdbcUrl(port),
                                EmbeddedPostgresServer.DATABASE,
                                EmbeddedPostgresServer.readPassword(place.password()));
                    } catch (IOException e) {
                        throw new CannotStart("PostgreSQL's password cannot be read: " + e, e);
                    }
                });
    }
}
