package io.snapledger.command.publication;

import io.snapledger.contract.EventNames;
import io.snapledger.contract.origin.Actor;
import io.snapledger.contract.origin.Cause;
import io.snapledger.contract.origin.Origin;
import io.snapledger.contract.resource.ResourceEvent;
import io.snapledger.contract.resource.ResourceId;
import io.snapledger.contract.resource.StatusChange;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.jspecify.annotations.Nullable;

/** One of each event and of each outcome, as a reader likes to see it; the same at every run. */
public final class DocumentedSamples {

    private static final Instant AT = Instant.parse("2026-11-21T18:15:25.678901Z");
    private static final String REQUEST_ID = "req-5d0f7a2e-1c3b-4f6d-8a9e-0b1c2d3e4f50";
    private static final String PROJECT_ID = "6f70656e737461636b2d70726f6a6563";

    private DocumentedSamples() {}

    /** The event as the log gives it to the publisher. */
    public static EventMessage<ResourceEvent> message(Class<? extends ResourceEvent> event) {
        String name = EventNames.nameOf(event);
        ResourceEvent sample = event.cast(record(event, name));
        return new GenericDomainEventMessage<>(
                EventNames.resourceType(name),
                sample.id().toString(),
                0,
                sample,
                origin(name).toMetaData(),
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString(),
                AT);
    }

    static Object outcome(Class<?> type) {
        return record(type, EventNames.nameOf(type));
    }

    private static Origin origin(String name) {
        return switch (step(name)) {
            case "taken",
                    "created",
                    "failed",
                    "creation-failed",
                    "deleted",
                    "deletion-failed",
                    "status-followed" ->
                    new Origin(
                            Cause.AGENT,
                            new Actor("agent-1@filesystem#pool", null, List.of(), null),
                            REQUEST_ID,
                            null);
            case "status-reset" -> origin(Cause.ADMINISTRATOR, "admin");
            default -> origin(Cause.REQUEST, "member");
        };
    }

    private static Origin origin(Cause cause, String role) {
        return new Origin(
                cause,
                new Actor("alice", PROJECT_ID, List.of(role, "reader"), "192.0.2.7"),
                REQUEST_ID,
                null);
    }

    private static String step(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static StatusChange change(String name) {
        return switch (step(name)) {
            case "requested" -> StatusChange.to(null, "creating");
            case "taken", "created", "status-followed" -> StatusChange.to("creating", "available");
            case "failed", "creation-failed" ->
                    new StatusChange("creating", "error", "no space left on the pool");
            case "deletion-requested" -> StatusChange.to("available", "deleting");
            case "deleted" -> StatusChange.to("deleting", "deleted");
            case "deletion-failed" ->
                    new StatusChange("deleting", "error", "the pool does not answer");
            case "status-reset" -> new StatusChange("error", "available", "checked by hand");
            case "overdue" -> new StatusChange("creating", "error", "no outcome within 10 minutes");
            default -> StatusChange.to("available", "available");
        };
    }

    private static Object record(Class<?> type, String name) {
        if (type == StatusChange.class) {
            return change(name);
        }
        RecordComponent[] components = type.getRecordComponents();
        Object[] values =
                Stream.of(components)
                        .map(component ->
                                value(component.getName(), component.getGenericType(), name))
                        .toArray();
        try {
            Constructor<?> constructor =
                    type.getDeclaredConstructor(
                            Stream.of(components)
                                    .map(RecordComponent::getType)
                                    .toArray(Class[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a sample " + type.getName(), e);
        }
    }

    private static @Nullable Object value(String component, Type type, String name) {
        return switch (type) {
            case ParameterizedType list when list.getRawType() == List.class ->
                    List.of(required(component, list.getActualTypeArguments()[0], name));
            case ParameterizedType map when map.getRawType() == Map.class ->
                    Map.of("tier", required(component, map.getActualTypeArguments()[1], name));
            case Class<?> plain -> plain(component, plain, name);
            default -> throw new IllegalStateException("no sample for " + type);
        };
    }

    private static Object required(String component, Type type, String name) {
        Object value = value(component, type, name);
        if (value == null) {
            throw new IllegalStateException("no sample for " + component);
        }
        return value;
    }

    private static @Nullable Object plain(String component, Class<?> type, String name) {
        if (type == String.class) {
            return text(component);
        }
        if (type == int.class || type == Integer.class) {
            return component.equals("progress") ? 100 : 1;
        }
        if (type == long.class || type == Long.class) {
            return 1L;
        }
        if (type == boolean.class || type == Boolean.class) {
            return true;
        }
        if (type == Instant.class) {
            return AT;
        }
        if (type == UUID.class) {
            return uuid(component);
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (ResourceId.class.isAssignableFrom(type)) {
            String kind = type.getSimpleName();
            // Its own id is the one of its kind, wherever it stands.
            return id(type, uuid(kind));
        }
        return record(type, name);
    }

    private static Object id(Class<?> type, UUID value) {
        try {
            return type.getConstructor(UUID.class).newInstance(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a sample " + type.getName(), e);
        }
    }

    private static UUID uuid(String of) {
        UUID hash = UUID.nameUUIDFromBytes(of.getBytes(StandardCharsets.UTF_8));
        // Version 4, as the service makes them.
        return new UUID(
                (hash.getMostSignificantBits() & ~0xF000L) | 0x4000L,
                hash.getLeastSignificantBits());
    }

    private static @Nullable String text(String component) {
        return switch (component) {
            case "projectId" -> PROJECT_ID;
            case "userId" -> "alice";
            case "name" -> "nightly";
            case "description" -> "before the upgrade";
            case "availabilityZone" -> "nova";
            case "host" -> "agent-1@filesystem#pool";
            case "requestId" -> REQUEST_ID;
            case "providerLocation" -> "volumes/" + uuid("VolumeId");
            case "shareProto" -> "NFS";
            case "path", "exportPaths" -> "192.0.2.9:/srv/alpha/shares/" + uuid("ShareInstanceId");
            case "replicationType" -> "readable";
            case "taskState" -> "migration_success";
            // Of a result that succeeded.
            case "reason" -> null;
            default -> "gold";
        };
    }
}
