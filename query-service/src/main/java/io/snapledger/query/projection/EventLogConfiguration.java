package io.snapledger.query.projection;

import com.zaxxer.hikari.HikariDataSource;
import io.snapledger.eventlog.EventLogEngine;
import io.snapledger.eventlog.EventLogListener;
import io.snapledger.eventlog.EventLogSerializer;
import io.snapledger.eventlog.EventLogSource;
import io.snapledger.eventlog.Leisure;
import io.snapledger.eventlog.WakeUp;
import javax.sql.DataSource;
import org.axonframework.common.transaction.NoTransactionManager;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The way to the event log: reading only, over connections of its own. */
@Configuration(proxyBeanMethods = false)
class EventLogConfiguration {

    static final String EVENT_LOG = "eventLog";
    static final String PAST_EVENTS = "pastEvents";

    private static final int PAST_EVENTS_BATCH = 500;

    // No candidate for those who ask for "the" data source: that one has the views.
    @Bean(destroyMethod = "close", defaultCandidate = false)
    @Qualifier(EVENT_LOG)
    HikariDataSource eventLogDataSource(EventLogProperties properties) {
        // One for each processor, one for those who ask where the log ends, one for those who ask
        // whether its gaps will stay, two for a rebuild, one for the figures.
        HikariDataSource pool = pool(properties.datasource(), "query-service-event-log", 7, 2);
        // All that is read here is found by its place in the log or by its id, so a plan made once
        // for a connection is right for every batch; PostgreSQL would make a new one for each. Made
        // while the log was short it would read all of it, and one for a long log would be
        // compiled.
        pool.addDataSourceProperty(
                "options",
                "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c jit=off");
        return pool;
    }

    // Of its own, so that whoever asks for what was long ago never keeps a processor waiting.
    @Bean(destroyMethod = "close", defaultCandidate = false)
    @Qualifier(PAST_EVENTS)
    HikariDataSource pastEventsDataSource(EventLogProperties properties) {
        return pool(properties.datasource(), "query-service-past-events", 4, 0);
    }

    private static HikariDataSource pool(
            EventLogProperties.Login login, String name, int size, int idle) {
        HikariDataSource pool = new HikariDataSource();
        pool.setPoolName(name);
        pool.setJdbcUrl(login.url());
        pool.setUsername(login.username());
        pool.setPassword(login.password());
        pool.setMaximumPoolSize(size);
        pool.setMinimumIdle(idle);
        pool.setConnectionTimeout(5_000);
        pool.setValidationTimeout(2_000);
        pool.setInitializationFailTimeout(-1);
        pool.setReadOnly(true);
        pool.addDataSourceProperty("readOnlyMode", "always");
        // Axon binds ids as text; the columns are uuid.
        pool.addDataSourceProperty("stringtype", "unspecified");
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        pool.addDataSourceProperty("socketTimeout", "30");
        pool.addDataSourceProperty("ApplicationName", "snapledger-" + name);
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
    PastEvents pastEvents(@Qualifier(PAST_EVENTS) DataSource eventLog) {
        EventLogEngine engine =
                EventLogEngine.on(
                        eventLog::getConnection,
                        NoTransactionManager.INSTANCE,
                        new EventLogSerializer(),
                        PAST_EVENTS_BATCH);
        return new PastEvents(JdbcClient.create(eventLog), engine);
    }

    /** Unless it shares one with the writer, which is in the same process. */
    @Bean
    @ConditionalOnMissingBean
    WakeUp wakeUp() {
        return new WakeUp();
    }

    @Bean
    @ConditionalOnBooleanProperty(name = "snapledger.event-log.announce", matchIfMissing = true)
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
            EventLogEngine engine, WakeUp wakeUp, EventLogProperties properties) {
        return new EventLogSource(engine, wakeUp, properties.poll());
    }

    @Bean
    Leisure trailLeisure(ProjectionProperties projection, WakeUp wakeUp) {
        return Leisure.of(projection.trailRest(), wakeUp);
    }

    @Bean(defaultCandidate = false)
    @Qualifier(ProcessingGroups.STATUS_HISTORY)
    EventLogSource trailSource(
            EventLogEngine engine, Leisure trailLeisure, EventLogProperties properties) {
        return new EventLogSource(engine, trailLeisure, properties.poll());
    }
}
