package io.snapledger.gateway.audit;

import io.snapledger.contract.audit.StatusChangeView;
import io.snapledger.contract.origin.Actor;
import io.snapledger.contract.origin.Cause;
import io.snapledger.gateway.fake.Rows;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;

/** Status changes by the thousand. */
final class ChangesOfProjects {

    private ChangesOfProjects() {}

    static StatusChangeView change(long position, String project) {
        return new StatusChangeView(
                new UUID(8, position),
                position,
                Instant.parse("2026-11-21T18:15:25.000123Z").plusSeconds(position),
                "group-snapshot.status-reset",
                "group-snapshot",
                UUID.fromString(Rows.GROUP_SNAPSHOT),
                project,
                "available",
                position % 2 == 0 ? "error" : "available",
                Cause.ADMINISTRATOR,
                "disk\nis gone",
                new Actor("root", "a0", List.of("admin"), "192.0.2.7"),
                "req-00000000-0000-4000-8000-000000000001",
                null);
    }

    /** From one position to another, of project {@code d0}. */
    static List<StatusChangeView> changes(long from, long to) {
        return LongStream.rangeClosed(from, to).mapToObj(at -> change(at, "d0")).toList();
    }
}
