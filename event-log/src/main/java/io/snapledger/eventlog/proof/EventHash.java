package io.snapledger.eventlog.proof;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * The hash of an event: over what it says and over the hash of the event before it of the same
 * resource. The database makes the same one in {@code event_log.event_hash}.
 */
public final class EventHash {

    private static final byte[] FORM = ascii("snapledger.event.1\n");

    private EventHash() {}

    /**
     * Of an event's content alone, wherever it stands.
     *
     * @param at as it is stored: to the microsecond
     */
    public static Hash ofContent(
            UUID eventId,
            UUID resourceId,
            Instant at,
            String type,
            String payloadType,
            String payloadRevision,
            byte[] payload,
            byte[] metaData) {
        return ofContent(
                eventId,
                resourceId,
                at,
                type,
                payloadType,
                payloadRevision,
                Hash.sha256(payload),
                Hash.sha256(metaData));
    }

    /** The same, of an event of which only the hashes of its two longest parts are known. */
    public static Hash ofContent(
            UUID eventId,
            UUID resourceId,
            Instant at,
            String type,
            String payloadType,
            String payloadRevision,
            Hash payload,
            Hash metaData) {
        byte[] typeText = type.getBytes(StandardCharsets.UTF_8);
        byte[] name = payloadType.getBytes(StandardCharsets.UTF_8);
        byte[] version = payloadRevision.getBytes(StandardCharsets.UTF_8);
        ByteBuffer content =
                ByteBuffer.allocate(
                        FORM.length
                                + 2 * 2 * Long.BYTES
                                + Long.BYTES
                                + 3 * Integer.BYTES
                                + typeText.length
                                + name.length
                                + version.length
                                + 2 * Hash.LENGTH);
        content.put(FORM);
        put(content, eventId);
        put(content, resourceId);
        content.putLong(ChronoUnit.MICROS.between(Instant.EPOCH, at));
        put(content, typeText);
        put(content, name);
        put(content, version);
        payload.to(content);
        metaData.to(content);
        return Hash.sha256(content.array());
    }

    /**
     * Of an event in its place.
     *
     * @param previous of the event before it of the same resource; {@link Hash#NONE} for the first
     */
    public static Hash of(Hash previous, long sequenceNumber, Hash content) {
        ByteBuffer place = ByteBuffer.allocate(Hash.LENGTH + Long.BYTES + Hash.LENGTH);
        previous.to(place);
        place.putLong(sequenceNumber);
        content.to(place);
        return Hash.sha256(place.array());
    }

    static void put(ByteBuffer buffer, UUID id) {
        buffer.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }

    private static void put(ByteBuffer buffer, byte[] text) {
        buffer.putInt(text.length).put(text);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
