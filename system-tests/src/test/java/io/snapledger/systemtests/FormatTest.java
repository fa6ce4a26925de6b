package io.snapledger.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Every source file is formatted. Spotless, which formats them, needs Maven itself to run on a
 * newer JDK than the build asks for; this test does what it does, whatever Maven runs on.
 */
class FormatTest {

    private static final Path REPOSITORY =
            Path.of(System.getProperty("basedir", ""), "..").toAbsolutePath().normalize();

    private static final String REMEDY =
            "files that are not formatted; `JAVA_HOME=<a JDK from 21 on> mvn spotless:apply` in the"
                    + " top folder formats them";

    @Test
    void everyJavaFileIsFormatted() {
        List<Path> files = javaFiles();
        assertThat(files).as("Java files below %s", REPOSITORY).hasSizeGreaterThan(10);
        assertThat(files.parallelStream().filter(file -> !isFormatted(file)))
                .map(file -> REPOSITORY.relativize(file))
                .as(REMEDY)
                .isEmpty();
    }

    @Test
    void aFileWithOneSpaceTooManyIsFound() throws FormatterException {
        String source = "class A {\n    int  a;\n}\n";

        assertThat(format(source)).isEqualTo("class A {\n    int a;\n}\n");
    }

    private static boolean isFormatted(Path file) {
        try {
            String source = Files.readString(file);
            return format(source).equals(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (FormatterException e) {
            throw new AssertionError(file + " cannot be formatted: " + e.getMessage(), e);
        }
    }

    // What Spotless's googleJavaFormat step does: AOSP's layout, but imports in Google's order.
    private static String format(String source) throws FormatterException {
        Formatter formatter =
                new Formatter(JavaFormatterOptions.builder().style(Style.AOSP).build());
        String formatted = formatter.formatSource(source);
        return ImportOrderer.reorderImports(
                RemoveUnusedImports.removeUnusedImports(formatted), Style.GOOGLE);
    }

    private static List<Path> javaFiles() {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(
                    REPOSITORY,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult preVisitDirectory(
                                Path folder, BasicFileAttributes attributes) {
                            String name = folder.getFileName().toString();
                            return name.equals("target") || name.startsWith(".")
                                    ? FileVisitResult.SKIP_SUBTREE
                                    : FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFile(
                                Path file, BasicFileAttributes attributes) {
                            if (file.toString().endsWith(".java")) {
                                files.add(file);
                            }
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }
}
