package io.snapledger.query;

import io.snapledger.contract.EventNames;
import io.snapledger.contract.origin.Actor;
import io.snapledger.contract.origin.Cause;
import io.snapledger.contract.origin.Origin;
import io.snapledger.contract.resource.ResourceEvent;
import io.snapledger.eventlog.EventLogEngine;
import io.snapledger.eventlog.EventLogSerializer;
import io.snapledger.eventlog.EventLogTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/** The writing side, as far as the event log shows it. */
final class EventLogWriter {

    static final Origin SOMEBODY =
            new Origin(
                    Cause.REQUEST,
                    new Actor(
                            "user-1",
                            "project-1",
                            List.of("member", "", "NULL", "{a} \"b\" \\ \uD83D\uDE00"),
                            "192.0.2.7"),
                    "req-7c3f0d7e-6f1b-4a37-8d5c-0b9f5a2f1e11",
                    "req-00000000-0000-4000-8000-000000000001");

    private static final Path INDEX =
            Path.of(
                    "..",
                    "command-service",
                    "src/main/resources/db/migration/command",
                    "V20__index_events_that_begin_resources.sql");

    private final String url;
    private final Map<UUID, Long> nextSequence = new ConcurrentHashMap<>();

    private EventLogWriter(String url) {
        this.url = url;
    }

    /** Makes the event table, then writes to it. */
    static EventLogWriter onNewTable(String url) {
        EventLogWriter writer = new EventLogWriter(url);
        writer.execute("create schema event_log");
        writer.execute(
                """
                create table event_log.event (
                  global_index bigint generated always as identity primary key,
                  event_identifier uuid not null unique, aggregate_identifier uuid not null,
                  sequence_number bigint not null, type text not null,
                  time_stamp timestamptz not null, payload_type text not null,
                  payload_revision text not null, payload bytea not null,
                  meta_data bytea not null, tx xid8 not null default pg_current_xact_id(),
                  hash bytea,
                  unique (aggregate_identifier, sequence_number))
                """);
        try {
            writer.execute(Files.readString(INDEX));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return writer;
    }

    String url() {
        return url;
    }

    /** Appends in one transaction and announces it. */
    long append(ResourceEvent... events) {
        return append(SOMEBODY, List.of(events));
    }

    long append(List<? extends ResourceEvent> events) {
        return append(SOMEBODY, events);
    }

    long append(Origin origin, List<? extends ResourceEvent> events) {
        try (Transaction transaction = begin()) {
            long position = transaction.append(origin, events);
            transaction.commit();
            return position;
        }
    }

    /** A transaction that the test commits when it likes. */
    Transaction begin() {
        return new Transaction(connect());
    }

    void announce() {
        execute("notify " + EventLogTable.CHANNEL);
    }

    void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    long number(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    String text(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return String.valueOf(result.getString(1));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection connect() {
        try {
            return DriverManager.getConnection(url + "&stringtype=unspecified");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private DomainEventMessage<?> message(Origin origin, ResourceEvent event) {
        UUID resource = event.id().value();
        long sequence = nextSequence.merge(resource, 0L, (last, _) -> last + 1);
        return new GenericDomainEventMessage<>(
                EventNames.resourceType(EventNames.nameOf(event.getClass())),
                event.id().toString(),
                sequence,
                event,
                MetaData.from(origin.toMetaData()));
    }

    /** An open transaction on the event log. */
    final class Transaction implements AutoCloseable {

        private final Connection connection;
        private final EventLogEngine engine;

        private Transaction(Connection connection) {
            this.connection = connection;
            try {
                connection.setAutoCommit(false);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            engine =
                    EventLogEngine.on(
                            () -> unclosed(connection),
                            NoTransactionManager.INSTANCE,
                            new EventLogSerializer(),
                            100);
        }

        long append(ResourceEvent... events) {
            return append(SOMEBODY, List.of(events));
        }

        long append(Origin origin, List<? extends ResourceEvent> events) {
            Stream<DomainEventMessage<?>> messages =
                    events.stream().map(event -> message(origin, event));
            engine.appendEvents(messages.toList());
            return engine.lastAppended().orElseThrow();
        }

        void commit() {
            try {
                connection.commit();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            announce();
        }

        void rollBack() {
            try {
                connection.rollback();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    // The engine closes what it was given; this transaction goes on.
    private static Connection unclosed(Connection connection) {
        return (Connection)
                Proxy.newProxyInstance(
                        EventLogWriter.class.getClassLoader(),
                        new Class<?>[] {Connection.class},
                        (_, method, arguments) -> call(connection, method, arguments));
    }

    private static @Nullable Object call(
            Connection connection, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getName().equals("close")) {
            return null;
        }
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
