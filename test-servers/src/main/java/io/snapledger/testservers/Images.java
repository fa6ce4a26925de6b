package io.snapledger.testservers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import org.testcontainers.utility.DockerImageName;

/** What containers are made of; {@code images.properties} pins it. */
final class Images {

    private Images() {}

    static DockerImageName of(String server) {
        return DockerImageName.parse(Objects.requireNonNull(all().getProperty(server), server));
    }

    static Properties all() {
        Properties images = new Properties();
        try (InputStream in =
                Objects.requireNonNull(Images.class.getResourceAsStream("images.properties"))) {
            images.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return images;
    }
}
