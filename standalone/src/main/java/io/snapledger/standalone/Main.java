package io.snapledger.standalone;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The door. It is compiled for Java 17, so that an older Java than needed is told so instead of
 * failing on our classes; therefore it names nothing of ours except in its last line.
 */
public final class Main {

    private static final int NEEDED = 25;

    private Main() {}

    public static void main(String[] args) {
        int found = Runtime.version().feature();
        if (found < NEEDED) {
            System.err.println(
                    "Snapledger needs Java "
                            + NEEDED
                            + ", this is Java "
                            + found
                            + "."
                            + installedJdk()
                                    .map(home -> " Use: " + command(home, args))
                                    .orElse(""));
            System.exit(1);
        }
        // Axon's start asks a server of its makers for updates, and prints an advertisement.
        System.setProperty("axoniq.update-checker.disabled", "true");
        System.setProperty("disable-axoniq-console-message", "true");
        // Four Spring contexts share one logging system, so none of them may set it up or shut it
        // down.
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        StandaloneApplication.run(args);
    }

    private static String command(Path home, String[] args) {
        String jar = System.getProperty("java.class.path", "");
        String start = home.resolve("bin").resolve("java") + " -jar " + jar;
        return args.length == 0 ? start : start + " " + String.join(" ", args);
    }

    private static Optional<Path> installedJdk() {
        Stream<Path> named =
                Stream.of("JAVA25_HOME", "JAVA_HOME", "JDK_HOME")
                        .map(System::getenv)
                        .filter(home -> home != null && !home.isBlank())
                        .map(Path::of);
        Path user = Path.of(System.getProperty("user.home", "/"));
        Stream<Path> installed =
                Stream.of(
                                Path.of("/usr/lib/jvm"),
                                Path.of("/usr/java"),
                                Path.of("/opt"),
                                Path.of("/opt/java"),
                                user.resolve(".sdkman/candidates/java"),
                                user.resolve(".jdks"),
                                user.resolve(".local/share/mise/installs/java"),
                                Path.of("/Library/Java/JavaVirtualMachines"))
                        .flatMap(folder -> children(folder).stream())
                        .flatMap(home -> Stream.of(home, home.resolve("Contents/Home")));
        return Stream.concat(named, installed).filter(Main::isNeededJava).findFirst();
    }

    private static List<Path> children(Path folder) {
        List<Path> children = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(folder)) {
                found.forEach(children::add);
            } catch (IOException e) {
                // A folder we may not read is a folder without a Java for us.
                return List.of();
            }
        }
        return children.stream().sorted().toList();
    }

    /** Every JDK has a file that says its version. */
    private static boolean isNeededJava(Path home) {
        Path release = home.resolve("release");
        if (!Files.isExecutable(home.resolve("bin/java")) || !Files.isReadable(release)) {
            return false;
        }
        Properties properties = new Properties();
        try (BufferedReader reader = Files.newBufferedReader(release)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
        return properties
                .getProperty("JAVA_VERSION", "")
                .replace("\"", "")
                .matches(NEEDED + "([.+-].*)?");
    }
}
