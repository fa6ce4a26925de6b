package io.snapledger.link.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

/** Certificates as the script that the docs name makes them. */
final class Certificates {

    private static final Path SCRIPT =
            Path.of("..", "docs", "operations", "make-dev-certificates.sh");

    private final Path folder;

    private Certificates(Path folder) {
        this.folder = folder;
    }

    static Certificates in(Path folder, String... names) {
        Certificates certificates = new Certificates(folder);
        certificates.make(names);
        return certificates;
    }

    /** Makes those of some services anew. */
    void make(String... names) {
        List<String> command = new ArrayList<>(List.of("sh", SCRIPT.toString(), folder.toString()));
        command.addAll(List.of(names));
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolveSibling("made.log").toFile())
                            .start();
            if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new AssertionError(
                        "no certificates: " + Files.readString(folder.resolveSibling("made.log")));
            }
        } catch (IOException e) {
            throw new AssertionError("no certificates", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The settings of a service, as the script has written them. */
    String settings(String name) {
        return "--spring.config.additional-location=file:" + folder.resolve(name + ".yml");
    }

    /** What a service shows, and whom it believes. */
    SslBundle bundle(String name) {
        return bundle(name, this);
    }

    /** The same, believing another authority. */
    SslBundle bundle(String name, Certificates authority) {
        return SslBundle.of(
                new PemSslStoreBundle(
                        PemSslStoreDetails.forCertificates(read(folder.resolve(name + ".pem")))
                                .withPrivateKey(read(folder.resolve(name + "-key.pem"))),
                        PemSslStoreDetails.forCertificates(
                                read(authority.folder.resolve("ca.pem")))));
    }

    /** Nothing to show, and whom to believe. */
    SslBundle nothing() {
        return SslBundle.of(
                new PemSslStoreBundle(
                        null, PemSslStoreDetails.forCertificates(read(folder.resolve("ca.pem")))));
    }

    /** A registry that has one bundle, called link. */
    static DefaultSslBundleRegistry registry(SslBundle bundle) {
        return new DefaultSslBundleRegistry("link", bundle);
    }

    /** Overwrites the files of a service by those of another folder. */
    void replaceBy(Certificates other, String name) throws IOException {
        for (String file : Stream.of("ca.pem", name + "-key.pem", name + ".pem").toList()) {
            Path next = Files.copy(other.folder.resolve(file), folder.resolve(file + ".next"));
            Files.move(
                    next,
                    folder.resolve(file),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
