package io.snapledger.agent.work;

import io.snapledger.contract.EventNames;
import io.snapledger.contract.groupsnapshot.GroupSnapshotEvent.GroupSnapshotDeletionRequested;
import io.snapledger.contract.groupsnapshot.GroupSnapshotEvent.GroupSnapshotRequested;
import io.snapledger.contract.json.ContractJson;
import io.snapledger.contract.resource.ResourceEvent;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceDeletionRequested;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceExtensionRequested;
import io.snapledger.contract.shareinstance.ShareInstanceEvent.ShareInstanceRequested;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceEvent.ShareSnapshotInstanceCopyRequested;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceEvent.ShareSnapshotInstanceDeletionRequested;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceEvent.ShareSnapshotInstanceRequested;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotDeletionRequested;
import io.snapledger.contract.snapshot.SnapshotEvent.SnapshotRequested;
import io.snapledger.contract.volume.VolumeEvent.VolumeDeletionRequested;
import io.snapledger.contract.volume.VolumeEvent.VolumeExtensionRequested;
import io.snapledger.contract.volume.VolumeEvent.VolumeFromSourceRequested;
import io.snapledger.contract.volume.VolumeEvent.VolumeRequested;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads from a Kafka message what the agent is to do. */
final class EventReader {

    private static final Pattern TYPE = Pattern.compile("(?<name>.+)\\.v(?<version>\\d{1,9})");

    private static final Map<Class<? extends ResourceEvent>, Function<JsonNode, Optional<Work>>>
            OF_VOLUMES =
                    Map.of(
                            VolumeRequested.class,
                            data -> {
                                VolumeRequested event = as(VolumeRequested.class, data);
                                return Optional.of(
                                        new Work.CreateVolume(
                                                event.id(), event.workId(), event.sizeGib()));
                            },
                            VolumeFromSourceRequested.class,
                            data -> {
                                VolumeFromSourceRequested event =
                                        as(VolumeFromSourceRequested.class, data);
                                return Optional.of(
                                        new Work.CopyVolume(
                                                event.id(),
                                                event.workId(),
                                                event.sizeGib(),
                                                event.snapshotId(),
                                                event.sourceVolumeId()));
                            },
                            VolumeDeletionRequested.class,
                            data -> {
                                VolumeDeletionRequested event =
                                        as(VolumeDeletionRequested.class, data);
                                return Optional.of(
                                        new Work.DeleteVolume(event.id(), event.workId()));
                            },
                            VolumeExtensionRequested.class,
                            data -> {
                                VolumeExtensionRequested event =
                                        as(VolumeExtensionRequested.class, data);
                                return Optional.of(
                                        new Work.ExtendVolume(
                                                event.id(), event.workId(), event.sizeGib()));
                            },
                            SnapshotRequested.class,
                            data -> {
                                SnapshotRequested event = as(SnapshotRequested.class, data);
                                return event.groupSnapshotId() == null
                                        ? Optional.of(
                                                new Work.TakeSnapshot(
                                                        event.id(),
                                                        event.workId(),
                                                        event.volumeId(),
                                                        event.sizeGib()))
                                        : Optional.empty();
                            },
                            SnapshotDeletionRequested.class,
                            data -> {
                                SnapshotDeletionRequested event =
                                        as(SnapshotDeletionRequested.class, data);
                                return event.groupSnapshotId() == null
                                        ? Optional.of(
                                                new Work.DropSnapshot(event.id(), event.workId()))
                                        : Optional.empty();
                            },
                            GroupSnapshotRequested.class,
                            data -> {
                                GroupSnapshotRequested event =
                                        as(GroupSnapshotRequested.class, data);
                                return Optional.of(
                                        new Work.TakeGroupSnapshot(
                                                event.id(), event.workId(), event.members()));
                            },
                            GroupSnapshotDeletionRequested.class,
                            data -> {
                                GroupSnapshotDeletionRequested event =
                                        as(GroupSnapshotDeletionRequested.class, data);
                                return Optional.of(
                                        new Work.DropGroupSnapshot(
                                                event.id(), event.workId(), event.members()));
                            });

    private static final Map<Class<? extends ResourceEvent>, Function<JsonNode, Optional<Work>>>
            OF_SHARES =
                    Map.of(
                            ShareInstanceRequested.class,
                            data -> {
                                ShareInstanceRequested event =
                                        as(ShareInstanceRequested.class, data);
                                // One that has no place is nobody's work.
                                return event.host() == null
                                        ? Optional.empty()
                                        : Optional.of(
                                                new Work.CreateShare(
                                                        event.id(),
                                                        event.workId(),
                                                        event.host(),
                                                        event.sizeGib(),
                                                        event.source()));
                            },
                            ShareInstanceExtensionRequested.class,
                            data -> {
                                ShareInstanceExtensionRequested event =
                                        as(ShareInstanceExtensionRequested.class, data);
                                return Optional.of(
                                        new Work.ExtendShare(
                                                event.id(),
                                                event.workId(),
                                                event.host(),
                                                event.sizeGib()));
                            },
                            ShareInstanceDeletionRequested.class,
                            data -> {
                                ShareInstanceDeletionRequested event =
                                        as(ShareInstanceDeletionRequested.class, data);
                                return Optional.of(
                                        new Work.DeleteShare(
                                                event.id(), event.workId(), event.host()));
                            },
                            ShareSnapshotInstanceRequested.class,
                            data -> {
                                ShareSnapshotInstanceRequested event =
                                        as(ShareSnapshotInstanceRequested.class, data);
                                // One without work will be a copy, which is asked for later.
                                return event.workId() == null || event.host() == null
                                        ? Optional.empty()
                                        : Optional.of(
                                                new Work.TakeShareSnapshot(
                                                        event.id(),
                                                        event.workId(),
                                                        event.host(),
                                                        event.shareInstanceId(),
                                                        event.sizeGib()));
                            },
                            ShareSnapshotInstanceCopyRequested.class,
                            data -> {
                                ShareSnapshotInstanceCopyRequested event =
                                        as(ShareSnapshotInstanceCopyRequested.class, data);
                                return Optional.of(
                                        new Work.CopyShareSnapshot(
                                                event.id(),
                                                event.workId(),
                                                event.host(),
                                                event.shareInstanceId(),
                                                event.source()));
                            },
                            ShareSnapshotInstanceDeletionRequested.class,
                            data -> {
                                ShareSnapshotInstanceDeletionRequested event =
                                        as(ShareSnapshotInstanceDeletionRequested.class, data);
                                return Optional.of(
                                        new Work.DropShareSnapshot(
                                                event.id(),
                                                event.workId(),
                                                event.host(),
                                                event.shareInstanceId()));
                            });

    private static final Map<Class<? extends ResourceEvent>, Function<JsonNode, Optional<Work>>>
            ASKED =
                    Stream.of(OF_VOLUMES, OF_SHARES)
                            .flatMap(asked -> asked.entrySet().stream())
                            .collect(
                                    Collectors.toUnmodifiableMap(
                                            Map.Entry::getKey, Map.Entry::getValue));

    private final Set<String> backends;

    /** One that takes work on those backends of shares, and on volumes. */
    EventReader(Set<String> backends) {
        this.backends = Set.copyOf(backends);
    }

    // The members of a group snapshot are asked for by the group snapshot's own events.
    /** Empty where the event asks nothing of an agent, or is of a kind this release knows not. */
    Optional<Assignment> read(ConsumerRecord<byte[], byte[]> message)
            throws PoisonousMessageException {
        Matcher type = TYPE.matcher(header(message, "ce_type"));
        if (!type.matches()) {
            throw new PoisonousMessageException("ce_type is not <name>.v<version>");
        }
        String name = type.group("name");
        Class<? extends ResourceEvent> event = EventNames.classOf(name).orElse(null);
        Function<JsonNode, Optional<Work>> asked = event == null ? null : ASKED.get(event);
        if (event == null || asked == null) {
            return Optional.empty();
        }
        int version = Integer.parseInt(type.group("version"));
        int known = EventNames.versionOf(event);
        if (version > known) {
            throw new PoisonousMessageException(
                    "version %d of %s is newer than %d, the newest known here"
                            .formatted(version, name, known));
        }
        header(message, "ce_id");
        String requestId = header(message, "ce_requestid");
        Work work = work(name, asked, message.value()).orElse(null);
        if (work == null) {
            return Optional.empty();
        }
        String key = text(message.key());
        if (!work.id().toString().equals(key)) {
            // Another key would be worked on beside, not after, the resource's other events.
            throw new PoisonousMessageException(
                    "the key is %s, but the event is about %s".formatted(key, work.id()));
        }
        return isOurs(work) ? Optional.of(new Assignment(work, requestId)) : Optional.empty();
    }

    private boolean isOurs(Work work) {
        return !(work instanceof Work.OnShare onShare) || backends.contains(onShare.backend());
    }

    private static Optional<Work> work(
            String name, Function<JsonNode, Optional<Work>> asked, byte @Nullable [] value)
            throws PoisonousMessageException {
        if (value == null) {
            throw new PoisonousMessageException(name + " without a value");
        }
        try {
            return asked.apply(ContractJson.mapper().readTree(value).required("data"));
        } catch (JacksonException e) {
            throw new PoisonousMessageException(
                    "not readable as %s: %s%s".formatted(name, where(e), e.getOriginalMessage()),
                    e);
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new PoisonousMessageException(
                    "not readable as %s: %s".formatted(name, e.getMessage()), e);
        }
    }

    private static String where(JacksonException e) {
        String where =
                e.getPath().stream()
                        .map(JacksonException.Reference::getPropertyName)
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining("."));
        return where.isEmpty() ? "" : "at " + where + ", ";
    }

    private static <E extends ResourceEvent> E as(Class<E> type, JsonNode data) {
        return ContractJson.mapper().treeToValue(data, type);
    }

    private static String header(ConsumerRecord<?, ?> message, String name)
            throws PoisonousMessageException {
        Header header = message.headers().lastHeader(name);
        String value = header == null ? null : text(header.value());
        if (value == null) {
            throw new PoisonousMessageException("the message has no header " + name);
        }
        return value;
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }
}
