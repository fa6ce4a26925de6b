package io.snapledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.operations.settings.KnownSettings;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/** The list of settings is that of the records that take them, and of the documentation. */
class KnownSettingsTest {

    private static final Path LIST =
            MetricsPage.REPOSITORY.resolve(
                    "operations/src/main/resources/META-INF/snapledger-settings.txt");

    /** Those that no record takes: standalone reads them before there is any. */
    private static final Set<String> READ_ONE_BY_ONE =
            Set.of(
                    "snapledger.config",
                    "snapledger.data-dir",
                    "snapledger.disk.degraded-below",
                    "snapledger.kafka.partitions",
                    "snapledger.kafka.port");

    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\$\\{(snapledger\\.[a-z.-]+)[:}]|name = \"(snapledger\\.[a-z.-]+)\"");

    private static final Pattern DOCUMENTED =
            Pattern.compile("`((?:snapledger\\.|….)[a-z.<>\\[\\]…-]+)`");

    @Test
    void theListHasEverySettingThatIsReadAndNoOther() throws Exception {
        Set<String> read = new TreeSet<>(READ_ONE_BY_ONE);
        read.addAll(ofRecords());
        read.addAll(inSources());

        if (Boolean.getBoolean("approve")) {
            Files.writeString(
                    LIST,
                    "# Every setting below snapledger., of every service; * is a name of the"
                            + " operator's.\n"
                            + String.join("\n", read)
                            + "\n");
            return;
        }
        assertThat(KnownSettings.all().names())
                .as("%s; -Dapprove=true writes it", LIST)
                .containsExactlyElementsOf(read);
    }

    @Test
    void whatIsDocumentedIsASetting() throws IOException {
        Set<String> documented =
                Files.readAllLines(MetricsPage.REPOSITORY.resolve("docs/configuration.md")).stream()
                        .filter(line -> line.startsWith("| `snapledger."))
                        .map(line -> line.substring(2, line.indexOf('|', 2)))
                        .flatMap(cell -> DOCUMENTED.matcher(cell).results())
                        .map(match -> match.group(1))
                        .filter(name -> !name.startsWith("…"))
                        .map(name -> name.replaceAll("\\[…]|<name>", ".*").replace("..", "."))
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(documented).hasSizeGreaterThan(50);
        assertThat(
                        documented.stream()
                                .filter(name -> !KnownSettings.all().names().contains(name))
                                .filter(name -> !KnownSettings.all().names().contains(name + ".*")))
                .isEmpty();
    }

    private static Set<String> ofRecords() throws ClassNotFoundException {
        ClassPathScanningCandidateComponentProvider scan =
                new ClassPathScanningCandidateComponentProvider(false);
        // Those of Keystone are there with Keystone only.
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(
                        new MapPropertySource(
                                "test", Map.of("snapledger.auth.strategy", "keystone")));
        scan.setEnvironment(environment);
        scan.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        Set<String> names = new TreeSet<>();
        for (BeanDefinition found : scan.findCandidateComponents("io.snapledger")) {
            Class<?> type = Class.forName(found.getBeanClassName());
            assertThat(type.isRecord()).as("%s is a record", type).isTrue();
            collect(type.getAnnotation(ConfigurationProperties.class).value(), type, names);
        }
        assertThat(names).hasSizeGreaterThan(50);
        return names;
    }

    private static void collect(String prefix, Type type, Set<String> names) {
        if (type instanceof Class<?> leaf) {
            if (!leaf.isRecord()) {
                names.add(prefix);
                return;
            }
            Parameter[] parameters = constructor(leaf).getParameters();
            for (int i = 0; i < parameters.length; i++) {
                RecordComponent component = leaf.getRecordComponents()[i];
                collect(
                        prefix + "." + name(parameters[i], component),
                        component.getGenericType(),
                        names);
            }
        } else if (type instanceof ParameterizedType many) {
            Type[] arguments = many.getActualTypeArguments();
            assertThat(many.getRawType()).isIn(List.of(List.class, Set.class, Map.class));
            collect(prefix + ".*", arguments[arguments.length - 1], names);
        } else {
            throw new AssertionError(prefix + " is of a type that is not expected: " + type);
        }
    }

    private static Constructor<?> constructor(Class<?> type) {
        return Stream.of(type.getDeclaredConstructors())
                .filter(it -> it.getParameterCount() == type.getRecordComponents().length)
                .findFirst()
                .orElseThrow();
    }

    private static String name(Parameter parameter, RecordComponent component) {
        Name name = parameter.getAnnotation(Name.class);
        return name != null
                ? name.value()
                : component
                        .getName()
                        .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                        .toLowerCase(Locale.ROOT);
    }

    private static Set<String> inSources() throws IOException {
        try (Stream<Path> modules = Files.list(MetricsPage.REPOSITORY)) {
            Set<String> names = new TreeSet<>();
            for (Path module : modules.map(it -> it.resolve("src/main/java")).toList()) {
                if (Files.isDirectory(module)) {
                    try (Stream<Path> files = Files.walk(module)) {
                        for (Path file :
                                files.filter(it -> it.toString().endsWith(".java")).toList()) {
                            PLACEHOLDER
                                    .matcher(Files.readString(file))
                                    .results()
                                    .map(it -> it.group(1) == null ? it.group(2) : it.group(1))
                                    .forEach(names::add);
                        }
                    }
                }
            }
            return names;
        }
    }
}
