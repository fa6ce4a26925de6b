package io.snapledger.command.migration;

import com.zaxxer.hikari.HikariDataSource;
import io.snapledger.eventlog.PatientLogin;
import java.util.Properties;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.stereotype.Component;

/**
 * Gives migrations connections of their own, with the time they need: one over all events says
 * nothing for minutes, which on any other connection means that the database is away, and reads
 * them from end to end, which others are kept from.
 */
@Component
final class PatientMigrations implements FlywayConfigurationCustomizer {

    private final JdbcConnectionDetails details;
    private final HikariDataSource pool;

    PatientMigrations(JdbcConnectionDetails details, HikariDataSource pool) {
        this.details = details;
        this.pool = pool;
    }

    @Override
    public void customize(FluentConfiguration configuration) {
        Properties properties =
                PatientLogin.of(
                        pool.getDataSourceProperties(),
                        details.getUsername(),
                        details.getPassword());
        // How the pool's connections plan is not for migrations.
        properties.setProperty("options", "-c lock_timeout=5s -c transaction_timeout=0");
        configuration.dataSource(new DriverManagerDataSource(details.getJdbcUrl(), properties));
    }
}
