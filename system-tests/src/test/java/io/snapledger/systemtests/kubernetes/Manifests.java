package io.snapledger.systemtests.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files of a folder that {@code kubectl apply -k} takes. */
final class Manifests {

    static final Path REPOSITORY =
            Path.of(System.getProperty("basedir", ""), "..").toAbsolutePath().normalize();

    private static final String KUSTOMIZATION = "kustomization.yaml";

    private final Path folder;

    private Manifests(Path folder) {
        this.folder = folder;
    }

    static Manifests base() {
        return new Manifests(REPOSITORY.resolve("deploy/kubernetes/base"));
    }

    static Manifests example() {
        return new Manifests(REPOSITORY.resolve("deploy/kubernetes/overlays/example"));
    }

    Path folder() {
        return folder;
    }

    JsonNode kustomization() {
        return objects(folder.resolve(KUSTOMIZATION)).getFirst();
    }

    /** Every YAML file but the one that names the others. */
    List<Path> files() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.endsWith(KUSTOMIZATION)).sorted().toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** What is in them. */
    List<JsonNode> objects() {
        return files().stream().flatMap(file -> objects(file).stream()).toList();
    }

    static List<JsonNode> objects(Path file) {
        try {
            return parsed(Files.readString(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static List<JsonNode> parsed(String yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        List<JsonNode> objects = new ArrayList<>();
        for (Object object : new Yaml(new SafeConstructor(options)).loadAll(yaml)) {
            objects.add(JsonMapper.shared().valueToTree(object));
        }
        return objects;
    }

    static String kind(JsonNode object) {
        return object.path("kind").asString();
    }

    static String name(JsonNode object) {
        return object.at("/metadata/name").asString();
    }

    /** Each element of a list that may be missing. */
    static Stream<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
