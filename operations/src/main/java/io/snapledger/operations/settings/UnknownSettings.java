package io.snapledger.operations.settings;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.logging.Log;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Refuses what is set below {@code snapledger.} and is no setting, since it would be passed over in
 * silence. The environment of a process and its system properties are others' as well, a container
 * platform adds variables of its own; so there what is very like a setting is warned of.
 */
public final class UnknownSettings implements EnvironmentPostProcessor, Ordered {

    private static final String VARIABLES =
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
    private static final String PROPERTIES =
            StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME;
    private static final String VARIABLE_PREFIX = "SNAPLEDGER_";

    // Two letters wrong are a typing mistake, more are another word.
    private static final int A_SLIP = 2;

    private final Log log;

    UnknownSettings(DeferredLogFactory logs) {
        log = logs.getLog(UnknownSettings.class);
    }

    @Override
    public void postProcessEnvironment(
            ConfigurableEnvironment environment, SpringApplication application) {
        refuse(environment);
        warnings(environment).forEach(log::warn);
    }

    /** Once the configuration files have been read. */
    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER + 10;
    }

    /**
     * Looks at arguments and files.
     *
     * @throws UnknownSettingException if one of them sets something unknown
     */
    public static void refuse(ConfigurableEnvironment environment) {
        List<String> unknown =
                environment.getPropertySources().stream()
                        .filter(source -> !source.getName().equals(VARIABLES))
                        .filter(source -> !source.getName().equals(PROPERTIES))
                        .flatMap(UnknownSettings::names)
                        .filter(name ->
                                name.toLowerCase(Locale.ROOT).startsWith(KnownSettings.PREFIX))
                        .filter(name -> !KnownSettings.all().contains(name))
                        .distinct()
                        .sorted()
                        .toList();
        if (!unknown.isEmpty()) {
            throw new UnknownSettingException(
                    unknown.stream()
                            .map(UnknownSettings::sentence)
                            .collect(Collectors.joining("; ")));
        }
    }

    /** What to warn of: variables and system properties that look like settings and are none. */
    public static List<String> warnings(ConfigurableEnvironment environment) {
        return environment.getPropertySources().stream()
                .flatMap(source ->
                        switch (source.getName()) {
                            case VARIABLES -> names(source).flatMap(UnknownSettings::variable);
                            case PROPERTIES ->
                                    names(source)
                                            .filter(name -> name.startsWith(KnownSettings.PREFIX))
                                            .filter(name -> !KnownSettings.all().contains(name))
                                            .filter(name ->
                                                    KnownSettings.all().nearest(name).isPresent())
                                            .map(UnknownSettings::sentence);
                            default -> Stream.empty();
                        })
                .toList();
    }

    private static Stream<String> variable(String name) {
        if (!name.startsWith(VARIABLE_PREFIX)) {
            return Stream.empty();
        }
        String letters = letters(name);
        List<String> known = KnownSettings.all().names();
        // A name the operator chooses may be any: nothing can be said of such a variable.
        if (known.stream().anyMatch(setting -> mayBe(setting, letters))) {
            return Stream.empty();
        }
        return known.stream()
                .filter(setting -> KnownSettings.distance(letters(setting), letters) <= A_SLIP)
                .map(UnknownSettings::variableOf)
                .findFirst()
                .map(setting -> "%s is no setting; did you mean %s?".formatted(name, setting))
                .stream();
    }

    private static boolean mayBe(String setting, String letters) {
        int star = setting.indexOf('*');
        return star < 0
                ? letters(setting).equals(letters)
                : letters.startsWith(letters(setting.substring(0, star)));
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private static String variableOf(String setting) {
        return setting.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }

    private static Stream<String> names(PropertySource<?> source) {
        return source instanceof EnumerablePropertySource<?> enumerable
                ? Stream.of(enumerable.getPropertyNames())
                : Stream.empty();
    }

    private static String sentence(String name) {
        return KnownSettings.all()
                .nearest(name)
                .map(known -> "%s is no setting; did you mean %s?".formatted(name, known))
                .orElseGet(() ->
                        name + " is no setting; docs/configuration.md lists those that there are");
    }
}
