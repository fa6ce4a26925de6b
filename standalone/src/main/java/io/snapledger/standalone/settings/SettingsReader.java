package io.snapledger.standalone.settings;

import io.snapledger.operations.settings.UnknownSettingException;
import io.snapledger.operations.settings.UnknownSettings;
import io.snapledger.standalone.failure.CannotStart;
import io.snapledger.standalone.kafka.KafkaSettings;
import io.snapledger.standalone.log.LogSettings;
import io.snapledger.standalone.port.Ports;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.unit.DataSize;

/**
 * Reads the settings as any Spring Boot application does: {@code --name=value} arguments, system
 * properties, environment variables, {@code application.yml} or {@code .properties} in the working
 * directory.
 */
public final class SettingsReader {

    private static final String ALLOW_EVERYWHERE = "snapledger.auth.allow-noauth-on-all-addresses";
    private static final String KEYSTONE = "snapledger.auth.keystone.";
    private static final Pattern HTTP_ADDRESS = Pattern.compile("https?://[^/\\s]+\\S*");

    private static final int USUAL_PORT = 8776;

    private static final int USUAL_PARTITIONS = 6;

    private static final DataSize USUAL_LOW_DISK = DataSize.ofGigabytes(1);

    // Those that Spring Boot knows.
    private static final List<String> LOG_FORMS = List.of("ecs", "gelf", "logstash");

    private static final String ARGUMENTS = "arguments";

    private static final String LOCATIONS = "locations of the settings";

    private static final String VARIABLES =
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;

    private final ConfigurableEnvironment environment;
    private final Binder binder;

    private SettingsReader(ConfigurableEnvironment environment) {
        this.environment = environment;
        this.binder = Binder.get(environment);
    }

    /**
     * Reads and checks them.
     *
     * @param args as given on the command line
     * @param variables the environment's variables
     * @throws CannotStart if one of them cannot be
     */
    public static StandaloneSettings read(String[] args, Map<String, String> variables) {
        ConfigurableEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        VARIABLES,
                        new SystemEnvironmentPropertySource(VARIABLES, Map.copyOf(variables)));
        environment
                .getPropertySources()
                .addFirst(new SimpleCommandLinePropertySource(ARGUMENTS, args));
        Set<String> notFiles =
                environment.getPropertySources().stream()
                        .map(PropertySource::getName)
                        .collect(Collectors.toSet());
        SettingsReader before = new SettingsReader(environment);
        before.locateFiles(environment);
        readFiles(environment);
        refuseUnknown(environment);
        List<PropertySource<?>> files = new ArrayList<>();
        environment.getPropertySources().stream()
                .filter(source -> !notFiles.contains(source.getName()))
                .filter(source -> !source.getName().equals(LOCATIONS))
                // Boot's own view of all the others.
                .filter(source -> !source.getName().equals("configurationProperties"))
                .forEach(files::add);
        return new SettingsReader(environment).settings(files);
    }

    private void locateFiles(ConfigurableEnvironment environment) {
        Map<String, Object> locations = new HashMap<>();
        // Not the class path, where Boot looks too: there is no file of ours there, only one that
        // got there by mistake.
        locations.put("spring.config.location", "optional:file:./,optional:file:./config/");
        @Nullable String file = text("snapledger.config");
        if (file != null) {
            Path path = path("snapledger.config", file);
            if (!Files.isRegularFile(path)) {
                throw new CannotStart(
                        "The settings file " + file + " is not there (snapledger.config)");
            }
            locations.put("spring.config.additional-location", path.toUri().toString());
        }
        environment.getPropertySources().addLast(new MapPropertySource(LOCATIONS, locations));
    }

    private static void refuseUnknown(ConfigurableEnvironment environment) {
        try {
            UnknownSettings.refuse(environment);
        } catch (UnknownSettingException e) {
            throw new CannotStart(String.valueOf(e.getMessage()), e);
        }
    }

    private static void readFiles(ConfigurableEnvironment environment) {
        try {
            ConfigDataEnvironmentPostProcessor.applyTo(environment);
        } catch (RuntimeException e) {
            // Boot's and the YAML parser's exceptions share no other type.
            throw new CannotStart("The settings cannot be read: " + e.getMessage(), e);
        }
    }

    private StandaloneSettings settings(List<PropertySource<?>> files) {
        InetSocketAddress listen = listen();
        refuseWhatTheGatewayWillRefuse(listen);
        return new StandaloneSettings(
                listen,
                dataFolder(),
                authStrategy(),
                new KafkaSettings(
                        number("snapledger.kafka.port", 0, 0, 65_535),
                        number("snapledger.kafka.partitions", USUAL_PARTITIONS, 1, 1_000)),
                size("snapledger.disk.degraded-below", USUAL_LOW_DISK),
                log(),
                files);
    }

    private LogSettings log() {
        return new LogSettings(
                binder.bind("logging.level", Bindable.mapOf(String.class, String.class))
                        .orElse(Map.of()),
                logForm("logging.structured.format.console"),
                logForm("logging.structured.format.file"),
                environment);
    }

    private @Nullable String logForm(String name) {
        @Nullable String value = text(name);
        if (value != null && !LOG_FORMS.contains(value.toLowerCase(Locale.ROOT))) {
            throw new CannotStart(
                    "%s is '%s', but has to be one of %s"
                            .formatted(name, value, String.join(", ", LOG_FORMS)));
        }
        return value;
    }

    private DataSize size(String name, DataSize usual) {
        @Nullable String value = text(name);
        try {
            return value == null ? usual : DataSize.parse(value);
        } catch (IllegalArgumentException e) {
            throw new CannotStart(
                    "%s is '%s', but has to be a size such as 500MB or 2GB".formatted(name, value),
                    e);
        }
    }

    private InetSocketAddress listen() {
        int port = number("server.port", USUAL_PORT, 0, 65_535);
        @Nullable String address = text("server.address");
        InetSocketAddress listen =
                address == null
                        ? new InetSocketAddress(Ports.loopback(), port)
                        : new InetSocketAddress(address, port);
        if (listen.isUnresolved()) {
            throw new CannotStart("server.address is '" + address + "', which is not an address");
        }
        // Read for its check only, the gateway reads it for itself.
        bool("snapledger.policy.enforce-new-defaults");
        return listen;
    }

    /**
     * The home directory and not the working directory: the port is one for the machine, too, so
     * the same command finds the same data wherever it is typed, and cleaning or deleting a clone
     * does not delete them.
     */
    private Path dataFolder() {
        @Nullable String folder = text("snapledger.data-dir");
        return folder == null
                ? Path.of(System.getProperty("user.home", "."), ".snapledger").toAbsolutePath()
                : path("snapledger.data-dir", folder).toAbsolutePath().normalize();
    }

    private static Path path(String name, String value) {
        String home = System.getProperty("user.home", ".");
        try {
            // A shell leaves the tilde of --name=~/folder as it is.
            return value.startsWith("~/") ? Path.of(home, value.substring(2)) : Path.of(value);
        } catch (InvalidPathException e) {
            throw new CannotStart("%s is '%s', which is not a path".formatted(name, value), e);
        }
    }

    // Sooner than the gateway, which starts last: before anything has been made.
    private void refuseWhatTheGatewayWillRefuse(InetSocketAddress listen) {
        switch (authStrategy()) {
            case KEYSTONE -> refuseKeystoneWithoutItsSettings();
            case NOAUTH -> {
                bool(ALLOW_EVERYWHERE);
                if (!listen.getAddress().isLoopbackAddress()
                        && !Boolean.parseBoolean(text(ALLOW_EVERYWHERE))) {
                    throw new CannotStart(
                            "With snapledger.auth.strategy=noauth anybody is an administrator: listen"
                                    + " on a loopback address, or say --"
                                    + ALLOW_EVERYWHERE
                                    + "=true as well");
                }
            }
        }
    }

    private void refuseKeystoneWithoutItsSettings() {
        List<String> missing = new ArrayList<>();
        for (String name : List.of("auth-url", "username")) {
            if (text(KEYSTONE + name) == null) {
                missing.add(KEYSTONE + name);
            }
        }
        boolean password = text(KEYSTONE + "password") != null;
        boolean passwordFile = text(KEYSTONE + "password-file") != null;
        if (!password && !passwordFile) {
            missing.add(KEYSTONE + "password or " + KEYSTONE + "password-file");
        }
        if (!missing.isEmpty()) {
            throw new CannotStart(
                    "snapledger.auth.strategy=keystone needs " + String.join(", ", missing));
        }
        if (password && passwordFile) {
            throw new CannotStart(
                    "%1$spassword and %1$spassword-file cannot both be given".formatted(KEYSTONE));
        }
        @Nullable String url = text(KEYSTONE + "auth-url");
        if (url == null || !HTTP_ADDRESS.matcher(url).matches()) {
            throw new CannotStart(
                    "%sauth-url is '%s', but has to be an http or https address"
                            .formatted(KEYSTONE, url));
        }
    }

    private AuthStrategy authStrategy() {
        @Nullable String value = text("snapledger.auth.strategy");
        if (value == null) {
            return AuthStrategy.NOAUTH;
        }
        return Arrays.stream(AuthStrategy.values())
                .filter(strategy -> strategy.name().equalsIgnoreCase(value))
                .findFirst()
                .orElseThrow(() ->
                        new CannotStart(
                                "snapledger.auth.strategy is '%s', but has to be one of %s"
                                        .formatted(value, strategies())));
    }

    private static String strategies() {
        return Arrays.stream(AuthStrategy.values())
                .map(strategy -> strategy.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    private int number(String name, int usual, int least, int most) {
        @Nullable String value = text(name);
        if (value == null) {
            return usual;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // The same answer as for a number out of bounds.
        }
        throw new CannotStart(
                "%s is '%s', but has to be a number from %d to %d"
                        .formatted(name, value, least, most));
    }

    private void bool(String name) {
        @Nullable String value = text(name);
        if (value != null && !Set.of("true", "false").contains(value.toLowerCase(Locale.ROOT))) {
            throw new CannotStart("%s is '%s', but has to be true or false".formatted(name, value));
        }
    }

    private @Nullable String text(String name) {
        @Nullable String value = binder.bind(name, String.class).orElse(null);
        return value == null || value.isBlank() ? null : value.strip();
    }
}
