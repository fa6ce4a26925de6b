package io.snapledger.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** docs/dependencies.md has what the POMs name, with a reason and a licence, and nothing else. */
class DependenciesTest {

    private static final Path REPOSITORY =
            Path.of(System.getProperty("basedir", ""), "..").toAbsolutePath().normalize();

    private static final Pattern ROW =
            Pattern.compile("\\| `([^`]+:[^`]+)` \\| ([^|]+) \\| ([^|]*)\\| ([^|]+) \\|");

    private static final Set<String> NAMED_BY =
            Set.of("dependencies", "plugins", "annotationProcessorPaths");

    @Test
    void everyDirectDependencyIsExplainedAndNothingElse() throws Exception {
        Set<String> named = new TreeSet<>();
        for (Path pom : poms()) {
            named.addAll(directlyIn(pom));
        }
        named.removeIf(name -> name.startsWith("io.snapledger:"));

        assertThat(named).hasSizeGreaterThan(20);
        assertThat(explained()).containsExactlyInAnyOrderElementsOf(named);
    }

    @Test
    void noModuleHasAVersionOfItsOwn() throws Exception {
        for (Path pom : poms()) {
            if (!REPOSITORY.equals(pom.getParent())) {
                assertThat(Files.readString(pom).replace("${project.version}", ""))
                        .as("%s", pom)
                        .doesNotContainPattern("<version>\\d+(?!\\.1\\.0-SNAPSHOT)");
            }
        }
    }

    private static List<String> explained() throws IOException {
        return Files.readAllLines(REPOSITORY.resolve("docs/dependencies.md")).stream()
                .map(ROW::matcher)
                .filter(row -> row.matches() && !row.group(4).isBlank())
                .map(row -> row.group(1))
                .toList();
    }

    private static List<Path> poms() throws IOException {
        List<Path> poms = new ArrayList<>();
        poms.add(REPOSITORY.resolve("pom.xml"));
        try (Stream<Path> modules = Files.list(REPOSITORY)) {
            modules.map(module -> module.resolve("pom.xml"))
                    .filter(Files::isRegularFile)
                    .forEach(poms::add);
        }
        assertThat(poms).hasSizeGreaterThan(5);
        return poms;
    }

    // What the top POM only gives a version is no dependency yet.
    private static Set<String> directlyIn(Path pom) throws Exception {
        NodeList artifacts =
                DocumentBuilderFactory.newDefaultInstance()
                        .newDocumentBuilder()
                        .parse(pom.toFile())
                        .getElementsByTagName("artifactId");
        return Stream.iterate(0, i -> i < artifacts.getLength(), i -> i + 1)
                .map(artifacts::item)
                .filter(artifact -> isDirect(artifact.getParentNode()))
                .map(artifact ->
                        group(artifact.getParentNode()) + ":" + artifact.getTextContent().strip())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isDirect(Node element) {
        if (!NAMED_BY.contains(element.getParentNode().getNodeName())) {
            return false;
        }
        for (Node above = element.getParentNode(); above != null; above = above.getParentNode()) {
            if (above.getNodeName().equals("dependencyManagement")) {
                return false;
            }
        }
        return true;
    }

    private static String group(Node element) {
        NodeList groups = ((Element) element).getElementsByTagName("groupId");
        return groups.getLength() == 0
                ? "org.apache.maven.plugins"
                : groups.item(0).getTextContent().strip();
    }
}
