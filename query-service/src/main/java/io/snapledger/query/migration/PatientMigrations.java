package io.snapledger.query.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.stereotype.Component;

/**
 * Gives migrations the time they need: one over a whole history says nothing for minutes, which on
 * any other connection means that the database is away.
 */
@Component
final class PatientMigrations implements FlywayConfigurationCustomizer {

    private static final int FOR_EVER = 0;

    @Override
    public void customize(FluentConfiguration configuration) {
        configuration.dataSource(
                new Patient(Objects.requireNonNull(configuration.getDataSource())));
    }

    private static final class Patient extends DelegatingDataSource {

        private Patient(DataSource target) {
            super(target);
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = super.getConnection();
            // The pool sets it back.
            connection.setNetworkTimeout(Runnable::run, FOR_EVER);
            return connection;
        }
    }
}
