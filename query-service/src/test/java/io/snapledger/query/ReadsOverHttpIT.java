package io.snapledger.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.contract.agent.AgentReads;
import io.snapledger.contract.audit.StatusChangeQuery;
import io.snapledger.contract.audit.StatusChangeView;
import io.snapledger.contract.audit.StatusHistoryReads;
import io.snapledger.contract.list.ListQuery;
import io.snapledger.contract.list.PositionPage;
import io.snapledger.contract.rebuild.ViewRebuilds;
import io.snapledger.contract.resource.ResourceEvent;
import io.snapledger.contract.resource.ResourceId;
import io.snapledger.contract.share.ShareReads;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceQuery;
import io.snapledger.link.instance.ServiceClient;
import io.snapledger.link.read.ReadClients;
import io.snapledger.link.read.ReadInterfaces;
import io.snapledger.query.projection.Projection;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is read over HTTP is what is read directly, whatever is asked and whatever is answered. */
class ReadsOverHttpIT {

    private static final int EVENTS = 3_000;
    private static final int CALLS_OF_EACH = 60;

    private static final List<String> TEXTS =
            List.of(
                    "plain",
                    "it's \"quoted\"",
                    "täglich",
                    "a b+c&d=e;f",
                    "100%",
                    "a/b",
                    "a?b#c",
                    "{x}",
                    "available",
                    "creating",
                    "volume",
                    "group-snapshot",
                    "share",
                    "default",
                    "resources",
                    "no-such-thing");

    private static RunningService service;
    private static ReadClients clients;
    private static Arguments arguments;

    @BeforeAll
    static void startService() {
        EventLogWriter log = EventLogWriter.onNewTable(TestServer.newDatabase());
        log.execute(
                """
                create table event_log.root (
                  number bigint primary key, after_position bigint not null unique,
                  through_position bigint not null unique, statement text not null,
                  signature bytea not null, public_key bytea not null, leaves bytea not null)
                """);
        service = RunningService.served(log.url());
        List<Projection<?, ?>> projections = new ArrayList<>();
        service.all(Projection.class).forEach(projections::add);
        List<ResourceEvent> events = new AnyEvents(20261122, projections).next(EVENTS);
        long last = log.append(events);
        assertThat(service.shows(last)).isTrue();
        arguments =
                new Arguments(
                        new Random(7),
                        Stream.concat(events.stream().map(event -> event.id().value()), eventIds())
                                .distinct()
                                .toList(),
                        events.stream().map(ResourceEvent::id).distinct().toList(),
                        last);
        HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        clients =
                new ReadClients(
                        new ServiceClient("query-service", List.of(service.url()), () -> http),
                        Duration.ofSeconds(20));
    }

    private static Stream<UUID> eventIds() {
        return service
                .get(StatusHistoryReads.class)
                .list(StatusChangeQuery.everything(new PositionPage(true, null, EVENTS)))
                .stream()
                .map(StatusChangeView::eventId);
    }

    @AfterAll
    static void stopService() {
        service.close();
    }

    static List<Class<?>> interfaces() {
        return ReadInterfaces.ALL;
    }

    @ParameterizedTest
    @MethodSource("interfaces")
    void theSameIsAnswered(Class<?> type) throws Exception {
        Object direct = service.get(type);
        Object remote = clients.of(type);
        int told = 0;
        for (Method method : type.getDeclaredMethods()) {
            for (int i = 0; i < CALLS_OF_EACH; i++) {
                @Nullable Object[] values = arguments.of(method);
                Object answer = method.invoke(direct, values);
                assertThat(method.invoke(remote, values))
                        .as("%s%s", method, Arrays.toString(values))
                        .isEqualTo(answer);
                told += isMoreThanNothing(answer) ? 1 : 0;
            }
        }
        // Else nothing has been compared. There is no Kafka on which agents could be heard.
        if (type != AgentReads.class) {
            assertThat(told).as("answers that say something").isPositive();
        }
    }

    private static boolean isMoreThanNothing(Object answer) {
        return switch (answer) {
            case Optional<?> optional -> optional.isPresent();
            case Collection<?> all -> !all.isEmpty();
            default -> true;
        };
    }

    /** Arguments of every kind; what is there is asked for as well as what is not. */
    private record Arguments(Random random, List<UUID> ids, List<ResourceId> resources, long last) {

        @Nullable Object[] of(Method method) {
            return Stream.of(method.getParameters())
                    .map(parameter ->
                            parameter.getAnnotatedType().isAnnotationPresent(Nullable.class)
                                            && random.nextBoolean()
                                    ? null
                                    : of(parameter.getParameterizedType(), method))
                    .toArray();
        }

        private Object of(Type type, Method method) {
            // What begins here would not have begun twice.
            return type == String.class && method.getDeclaringClass() == ViewRebuilds.class
                    ? switch (method.getName()) {
                        case "find" -> anyOf(List.of("volume", "status-history", "a/b"));
                        default -> "no view %s".formatted(text());
                    }
                    : ofOne(type, method);
        }

        private Object ofOne(Type type, Method method) {
            if (type == ListQuery.class) {
                // Only shares can be public.
                return listQuery(method.getDeclaringClass() == ShareReads.class);
            }
            return of(type);
        }

        private Object of(Type type) {
            return switch (type) {
                case ParameterizedType list when list.getRawType() == List.class ->
                        IntStream.range(0, random.nextInt(3))
                                .mapToObj(_ -> of(list.getActualTypeArguments()[0]))
                                .toList();
                case Class<?> plain -> plain(plain);
                default -> throw new AssertionError("no argument of " + type);
            };
        }

        private Object plain(Class<?> type) {
            if (type == String.class) {
                return text();
            }
            if (type == int.class || type == Integer.class) {
                return random.nextInt(20);
            }
            if (type == long.class || type == Long.class) {
                return random.nextLong(last);
            }
            if (type == boolean.class || type == Boolean.class) {
                return random.nextBoolean();
            }
            if (type == Duration.class) {
                return Duration.ofMillis(random.nextInt(3));
            }
            if (type == Instant.class) {
                return Instant.now().plusSeconds(random.nextInt(7200) - 5400);
            }
            if (type == LocalDate.class) {
                return LocalDate.of(2026, 1, 1).plusDays(random.nextInt(1000));
            }
            if (type == UUID.class) {
                return id();
            }
            if (type.isEnum()) {
                return anyOf(List.of(type.getEnumConstants()));
            }
            if (ResourceId.class.isAssignableFrom(type)) {
                return random.nextInt(10) == 0
                        ? made(type, new Class<?>[] {UUID.class}, UUID.randomUUID())
                        : anyOf(resources.stream().filter(type::isInstance).toList());
            }
            if (type == PositionPage.class) {
                return new PositionPage(
                        random.nextBoolean(),
                        random.nextBoolean() ? null : random.nextLong(last),
                        1 + random.nextInt(20));
            }
            return record(type);
        }

        private ListQuery listQuery(boolean publicToo) {
            return new ListQuery(
                    random.nextBoolean() ? null : text(),
                    publicToo && random.nextBoolean(),
                    random.nextInt(3) > 0
                            ? List.of()
                            : List.of(new ListQuery.Filter("name", text(), random.nextBoolean())),
                    random.nextBoolean()
                            ? List.of()
                            : List.of(new ListQuery.Sort("id", random.nextBoolean())),
                    null,
                    random.nextInt(20),
                    random.nextInt(3));
        }

        private Object record(Class<?> type) {
            RecordComponent[] components = type.getRecordComponents();
            if (components == null) {
                throw new AssertionError("no argument of " + type);
            }
            return made(
                    type,
                    Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new),
                    Stream.of(components).map(this::component).toArray());
        }

        private @Nullable Object component(RecordComponent component) {
            if (component.getType() == ShareSnapshotInstanceQuery.Place.class) {
                // A place is one that was shown before, in the same order.
                return null;
            }
            // Most filters leave most out, or nothing would be found.
            boolean empty = random.nextInt(4) > 0;
            if (component.getType() == List.class) {
                return empty ? List.of() : of(component.getGenericType());
            }
            return empty && component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                    ? null
                    : of(component.getGenericType());
        }

        private static Object made(Class<?> type, Class<?>[] types, Object... values) {
            try {
                return type.getConstructor(types).newInstance(values);
            } catch (InvocationTargetException e) {
                throw new IllegalArgumentException(e.getCause());
            } catch (ReflectiveOperationException e) {
                throw new LinkageError("cannot make a " + type.getName(), e);
            }
        }

        private UUID id() {
            return random.nextInt(10) == 0 ? UUID.randomUUID() : anyOf(ids);
        }

        private String text() {
            return anyOf(TEXTS);
        }

        private <T> T anyOf(List<T> all) {
            return all.get(random.nextInt(all.size()));
        }
    }
}
