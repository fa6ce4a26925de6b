package io.snapledger.testservers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ImagesTest {

    private static final Path COMPOSE =
            Path.of(System.getProperty("basedir", ""), "..", "docker-compose.yml");

    // Our own have no tag.
    private static final Pattern IMAGE = Pattern.compile("(?m)^ +image: (\\S+:\\S+)$");

    @Test
    void testsRunAgainstTheImagesThatTheComposeFileNames() throws IOException {
        Set<String> named =
                IMAGE.matcher(Files.readString(COMPOSE))
                        .results()
                        .map(image -> image.group(1))
                        .collect(Collectors.toSet());

        Set<String> pinned =
                Images.all().values().stream().map(Object::toString).collect(Collectors.toSet());
        assertThat(pinned).hasSize(2).isEqualTo(named);
    }

    @Test
    void eachServerHasAnImage() {
        assertThat(Images.of("postgres").getRepository()).isEqualTo("postgres");
        assertThat(Images.of("kafka").getRepository()).isEqualTo("apache/kafka");
    }
}
