package io.snapledger.eventlog.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.eventlog.proof.Hash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SortedLinksTest {

    // More than are kept in memory.
    private static final int MANY = 20_000;

    @TempDir private Path folder;

    @Test
    void manyComeBackInOrderWithNamesOfAnyLength() throws IOException {
        String longName = "ü".repeat(70_000);
        SortedLinks links = new SortedLinks(folder, "links", SortedLinks.BY_POSITION);
        for (int position = MANY; position > 0; position--) {
            links.add(link(position, position == 17_000 ? longName : "name"));
        }

        try (Cursor<Link> sorted = links.sorted()) {
            for (int position = 1; position <= MANY; position++) {
                assertThat(sorted.next())
                        .isEqualTo(link(position, position == 17_000 ? longName : "name"));
            }
            assertThat(sorted.next()).isNull();
        }
    }

    private static Link link(long position, String name) {
        return new Link(
                position,
                new UUID(1, position),
                0,
                new UUID(2, position),
                name,
                Hash.sha256(name.getBytes(StandardCharsets.UTF_8)),
                Hash.NONE);
    }
}
