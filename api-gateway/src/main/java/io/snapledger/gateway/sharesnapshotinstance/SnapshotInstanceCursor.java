package io.snapledger.gateway.sharesnapshotinstance;

import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceId;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceQuery.Order;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceQuery.Place;
import io.snapledger.contract.sharesnapshotinstance.ShareSnapshotInstanceView;
import io.snapledger.gateway.schema.Uuids;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the next page begins: behind the value that the last row had and its id, so that nothing is
 * skipped when that row changes or goes. Clients see a text without a meaning to them.
 */
final class SnapshotInstanceCursor {

    private static final Pattern TEXT =
            Pattern.compile("2([A-Z_]+) ([0-9a-f-]{36}) ([^\\x00]{0,255})");

    // What a cursor may name is far less than what Instant and PostgreSQL can hold.
    private static final Instant END_OF_TIME = Instant.parse("+10000-01-01T00:00:00Z");

    private SnapshotInstanceCursor() {}

    static String text(Order order, ShareSnapshotInstanceView last) {
        Place place = order.of(last);
        String plain = "2%s %s %s".formatted(order, place.id(), place.value());
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads one back; empty if the text is none of ours, or of another order. */
    static Optional<Place> parse(String text, Order order) {
        byte[] plain;
        try {
            plain = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
        Matcher matcher = TEXT.matcher(new String(plain, StandardCharsets.UTF_8));
        return matcher.matches()
                        && matcher.group(1).equals(order.name())
                        && isOf(order, matcher.group(3))
                ? Uuids.canonical(matcher.group(2))
                        .map(id -> new Place(matcher.group(3), new ShareSnapshotInstanceId(id)))
                : Optional.empty();
    }

    private static boolean isOf(Order order, String value) {
        return switch (order) {
            case ID -> value.isEmpty();
            case CREATED_AT -> isMoment(value);
            case STATUS, HOST, PROJECT_ID -> true;
        };
    }

    private static boolean isMoment(String value) {
        try {
            Instant moment = Instant.parse(value);
            return !moment.isBefore(Instant.EPOCH) && moment.isBefore(END_OF_TIME);
        } catch (DateTimeException _) {
            return false;
        }
    }
}
