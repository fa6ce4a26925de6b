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
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads from a Kafka message what the agent is to do. */
final class EventReader {

    private static final Pattern TYPE = Pattern.compile("(?<name>.+)\\.v(?<version>\\d{1,9})");

    private static final Map<Class<? extends ResourceEvent>, Function<JsonNode, @Nullable Work>>
            ASKED =
                    Map.ofEntries(
                            when(
                                    VolumeRequested.class,
                                    event ->
                                            new Work.CreateVolume(
                                                    event.id(), event.workId(), event.sizeGib())),
                            when(
                                    VolumeFromSourceRequested.class,
                                    event ->
                                            new Work.CopyVolume(
                                                    event.id(),
                                                    event.workId(),
                                                    event.sizeGib(),
                                                    event.snapshotId(),
                                                    event.sourceVolumeId())),
                            when(
                                    VolumeDeletionRequested.class,
                                    event -> new Work.DeleteVolume(event.id(), event.workId())),
                            when(
                                    VolumeExtensionRequested.class,
                                    event ->
                                            new Work.ExtendVolume(
                                                    event.id(), event.workId(), event.sizeGib())),
                            // The members of a group snapshot are asked for by the group snapshot's
                            // own events.
                            when(
                                    SnapshotRequested.class,
                                    event ->
                                            event.groupSnapshotId() == null
                                                    ? new Work.TakeSnapshot(
                                                            event.id(),
                                                            event.workId(),
                                                            event.volumeId(),
                                                            event.sizeGib())
                                                    : null),
                            when(
                                    SnapshotDeletionRequested.class,
                                    event ->
                                            event.groupSnapshotId() == null
                                                    ? new Work.DropSnapshot(
                                                            event.id(), event.workId())
                                                    : null),
                            when(
                                    GroupSnapshotRequested.class,
                                    event ->
                                            new Work.TakeGroupSnapshot(
                                                    event.id(), event.workId(), event.members())),
                            when(
                                    GroupSnapshotDeletionRequested.class,
                                    event ->
                                            new Work.DropGroupSnapshot(
                                                    event.id(), event.workId(), event.members())),
                            // One that has no place is nobody's work.
                            when(
                                    ShareInstanceRequested.class,
                                    event ->
                                            event.host() == null
                                                    ? null
                                                    : new Work.CreateShare(
                                                            event.id(),
                                                            event.workId(),
                                                            event.host(),
                                                            event.sizeGib(),
                                                            event.source())),
                            when(
                                    ShareInstanceExtensionRequested.class,
                                    event ->
                                            new Work.ExtendShare(
                                                    event.id(),
                                                    event.workId(),
                                                    event.host(),
                                                    event.sizeGib())),
                            when(
                                    ShareInstanceDeletionRequested.class,
                                    event ->
                                            new Work.DeleteShare(
                                                    event.id(), event.workId(), event.host())),
                            // One without work will be a copy, which is asked for later.
                            when(
                                    ShareSnapshotInstanceRequested.class,
                                    event ->
                                            event.workId() == null || event.host() == null
                                                    ? null
                                                    : new Work.TakeShareSnapshot(
                                                            event.id(),
                                                            event.workId(),
                                                            event.host(),
                                                            event.shareInstanceId(),
                                                            event.sizeGib())),
                            when(
                                    ShareSnapshotInstanceCopyRequested.class,
                                    event ->
                                            new Work.CopyShareSnapshot(
                                                    event.id(),
                                                    event.workId(),
                                                    event.host(),
                                                    event.shareInstanceId(),
                                                    event.source())),
                            when(
                                    ShareSnapshotInstanceDeletionRequested.class,
                                    event ->
                                            new Work.DropShareSnapshot(
                                                    event.id(),
                                                    event.workId(),
                                                    event.host(),
                                                    event.shareInstanceId())));

    private final Set<String> backends;

    /** One that takes work on those backends of shares, and on volumes. */
    EventReader(Set<String> backends) {
        this.backends = Set.copyOf(backends);
    }

    /** What such an event asks; null if it asks nothing. */
    private static <E extends ResourceEvent>
            Map.Entry<Class<? extends ResourceEvent>, Function<JsonNode, @Nullable Work>> when(
                    Class<E> type, Function<E, @Nullable Work> work) {
        return Map.entry(type, data -> work.apply(ContractJson.mapper().treeToValue(data, type)));
    }

    /** Empty where the event asks nothing of an agent, or is of a kind this release knows not. */
    Optional<Assignment> read(ConsumerRecord<byte[], byte[]> message)
            throws PoisonousMessageException {
        Matcher type = TYPE.matcher(header(message, "ce_type"));
        if (!type.matches()) {
            throw new PoisonousMessageException("ce_type is not <name>.v<version>");
        }
        String name = type.group("name");
        Class<? extends ResourceEvent> event = EventNames.classOf(name).orElse(null);
        Function<JsonNode, @Nullable Work> asked = event == null ? null : ASKED.get(event);
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
        Work work = work(name, asked, message.value());
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

    private static @Nullable Work work(
            String name, Function<JsonNode, @Nullable Work> asked, byte @Nullable [] value)
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
