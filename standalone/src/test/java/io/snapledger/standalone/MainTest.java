package io.snapledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MainTest {

    /** The Java Virtual Machine Specification, table 4.1-A. */
    private static final int JAVA_17 = 61;

    @Test
    void canBeLoadedByAnOlderJavaToSayThatItIsTooOld() throws IOException {
        try (InputStream file = Main.class.getResourceAsStream("Main.class");
                DataInputStream content = new DataInputStream(Objects.requireNonNull(file))) {
            content.skipNBytes(6);
            assertThat(content.readUnsignedShort()).isEqualTo(JAVA_17);
        }
    }
}
