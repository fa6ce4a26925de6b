package io.snapledger.standalone.postgres;

import java.nio.file.Path;

/**
 * Where the server keeps what belongs to it.
 *
 * @param data the database cluster
 * @param software where the programs are unpacked
 * @param password the superuser's and the services' password
 * @param log what the server says
 */
public record PostgresPlace(Path data, Path software, Path password, Path log) {

    /** The usual names below a data folder. */
    public static PostgresPlace below(Path folder) {
        return new PostgresPlace(
                folder.resolve("postgres"),
                folder.resolve("software"),
                folder.resolve("postgres-password"),
                folder.resolve("logs").resolve("postgres.log"));
    }
}
