package io.snapledger.query.rebuild;

import com.zaxxer.hikari.HikariDataSource;
import io.snapledger.eventlog.PatientLogin;
import java.util.Properties;
import java.util.UUID;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What rebuilds need beside what all reading and writing of views needs. */
@Configuration(proxyBeanMethods = false)
class RebuildConfiguration {

    /** A schema's name is looked at before anything is made in a schema of that name. */
    @Bean
    FlywayConfigurationCustomizer migratesTheSchemaOfTheViews(ViewsProperties views) {
        return flyway -> flyway.schemas(views.schema()).defaultSchema(views.schema());
    }

    /** Makes indexes, which takes as long as it takes: over connections that wait for it. */
    @FunctionalInterface
    interface PatientConnections {
        PatientConnection of(UUID rebuild);
    }

    /** Under which a rebuild's connection is known to the database. */
    static String applicationName(UUID rebuild) {
        return "snapledger-rebuild-" + rebuild;
    }

    @Bean
    PatientConnections patientConnections(JdbcConnectionDetails details, HikariDataSource pool) {
        return rebuild -> {
            Properties properties =
                    PatientLogin.of(
                            pool.getDataSourceProperties(),
                            details.getUsername(),
                            details.getPassword());
            properties.setProperty("tcpKeepAlive", "true");
            properties.setProperty("ApplicationName", applicationName(rebuild));
            return new PatientConnection(details.getJdbcUrl(), properties);
        };
    }
}
