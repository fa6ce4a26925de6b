package io.snapledger.query.projection;

import com.zaxxer.hikari.HikariDataSource;
import io.snapledger.eventlog.EventLogEngine;
import io.snapledger.eventlog.EventLogListener;
import io.snapledger.eventlog.EventLogSerializer;
import io.snapledger.eventlog.EventLogSource;
import io.snapledger.eventlog.WakeUp;
import javax.sql.DataSource;
import org.axonframework.common.transaction.NoTransactionManager;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The way to the event log: reading only, over connections of its own. */
@Configuration(proxyBeanMethods = false)
class EventLogConfiguration {

    static final String EVENT_LOG = "eventLog";

    // No candidate for those who ask for "the" data source: that one has the views.
    @Bean(destroyMethod = "close", defaultCandidate = false)
    @Qualifier(EVENT_LOG)
    HikariDataSource eventLogDataSource(EventLogProperties properties) {
        HikariDataSource pool = new HikariDataSource();
        pool.setPoolName("query-service-event-log");
        pool.setJdbcUrl(properties.datasource().url());
        pool.setUsername(properties.datasource().username());
        pool.setPassword(properties.datasource().password());
        // One for each processor, one for those who ask where the log ends, two for a rebuild.
        pool.setMaximumPoolSize(5);
        pool.setMinimumIdle(2);
        pool.setConnectionTimeout(5_000);
        pool.setValidationTimeout(2_000);
        pool.setInitializationFailTimeout(-1);
        pool.setReadOnly(true);
        pool.addDataSourceProperty("readOnlyMode", "always");
        // Axon binds ids as text; the columns are uuid.
        pool.addDataSourceProperty("stringtype", "unspecified");
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        pool.addDataSourceProperty("socketTimeout", "30");
        pool.addDataSourceProperty("ApplicationName", "snapledger-query-service-event-log");
        return pool;
    }

    @Bean(defaultCandidate = false)
    @Qualifier(EVENT_LOG)
    JdbcClient eventLogClient(@Qualifier(EVENT_LOG) DataSource eventLog) {
        return JdbcClient.create(eventLog);
    }

    @Bean
    EventLogHead eventLogHead(@Qualifier(EVENT_LOG) JdbcClient eventLog) {
        return new EventLogHead(eventLog);
    }

    @Bean
    WakeUp wakeUp() {
        return new WakeUp();
    }

    @Bean
    EventLogListener eventLogListener(EventLogProperties properties, WakeUp wakeUp) {
        EventLogProperties.Login login = properties.datasource();
        return new EventLogListener(login.url(), login.username(), login.password(), wakeUp);
    }

    @Bean
    EventLogEngine eventLogEngine(
            @Qualifier(EVENT_LOG) DataSource eventLog, ProjectionProperties projection) {
        // Each SELECT is a transaction of its own: one snapshot, one round trip.
        return EventLogEngine.on(
                eventLog::getConnection,
                NoTransactionManager.INSTANCE,
                new EventLogSerializer(),
                projection.batchSize());
    }

    @Bean
    EventLogSource eventLogSource(
            EventLogEngine engine,
            WakeUp wakeUp,
            EventLogProperties properties,
            ProjectionProperties projection) {
        return new EventLogSource(engine, wakeUp, properties.poll(), projection.batchSize());
    }
}
