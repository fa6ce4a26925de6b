package io.snapledger.eventlog.proof;

import java.nio.ByteBuffer;
import java.util.UUID;

/** What a root vouches for: at this position stands this event of this resource. */
public record Leaf(long position, UUID resourceId, Hash event) {

    /** How many bytes one has. */
    public static final int LENGTH = Long.BYTES + 2 * Long.BYTES + Hash.LENGTH;

    static Leaf from(ByteBuffer buffer) {
        return new Leaf(
                buffer.getLong(), new UUID(buffer.getLong(), buffer.getLong()), Hash.from(buffer));
    }

    void to(ByteBuffer buffer) {
        buffer.putLong(position);
        EventHash.put(buffer, resourceId);
        event.to(buffer);
    }

    /** The bytes that are hashed. */
    byte[] bytes() {
        ByteBuffer buffer = ByteBuffer.allocate(LENGTH);
        to(buffer);
        return buffer.array();
    }
}
