package io.snapledger.gateway.policy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The operator's files: one, and those of some folders after it, each folder's in the order of
 * their names. They are read anew each time, so that it does not matter how they were replaced: in
 * place, by renaming, or by turning a symbolic link.
 */
final class PolicyFiles {

    static final int LARGEST = 1 << 20;

    private final @Nullable Path file;
    private final List<Path> folders;

    PolicyFiles(PolicyProperties properties) {
        this.file = path(properties.file());
        this.folders = properties.dirs().stream().map(Path::of).toList();
    }

    private static @Nullable Path path(@Nullable String name) {
        try {
            return name == null || name.isBlank() ? null : Path.of(name);
        } catch (InvalidPathException notAPath) {
            throw new PolicyRefused("the policy file \"" + name + "\" is not a path");
        }
    }

    /** A file's name and text. */
    record Document(String name, String text) {}

    /**
     * What the files say.
     *
     * @param problem why they cannot be read, null if they can
     */
    record Contents(List<Document> documents, @Nullable String problem) {

        Contents {
            documents = List.copyOf(documents);
        }
    }

    boolean areConfigured() {
        return file != null || !folders.isEmpty();
    }

    /** Every path that is looked at. */
    List<Path> places() {
        return Stream.concat(Stream.ofNullable(file), folders.stream()).toList();
    }

    Contents read() {
        List<Document> documents = new ArrayList<>();
        try {
            if (file != null) {
                documents.add(read(file));
            }
            for (Path folder : folders) {
                for (Path one : children(folder)) {
                    documents.add(read(one));
                }
            }
            return new Contents(documents, null);
        } catch (PolicyRefused unreadable) {
            return new Contents(List.of(), unreadable.getMessage());
        } catch (IOException unreadable) {
            return new Contents(List.of(), sentence(unreadable));
        }
    }

    // oslo_policy/policy.py, Enforcer._walk_through_policy_directory: no folders inside, no names
    // that begin with a dot.
    private static List<Path> children(Path folder) throws IOException {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder)) {
            for (Path child : found) {
                if (!child.getFileName().toString().startsWith(".") && Files.isRegularFile(child)) {
                    children.add(child);
                }
            }
        }
        return children.stream().sorted().toList();
    }

    private static Document read(Path path) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(path)) {
            bytes = in.readNBytes(LARGEST + 1);
        }
        if (bytes.length > LARGEST) {
            throw new PolicyRefused(path + " has more than " + LARGEST + " bytes");
        }
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return new Document(path.toString(), text);
        } catch (CharacterCodingException notUtf8) {
            throw new PolicyRefused(path + " is not UTF-8");
        }
    }

    private static String sentence(IOException unreadable) {
        if (unreadable instanceof NoSuchFileException missing) {
            return "the policy file " + missing.getFile() + " is not there";
        }
        String reason =
                unreadable instanceof FileSystemException system && system.getReason() != null
                        ? system.getFile() + ": " + system.getReason()
                        : unreadable.toString();
        return "the policy files cannot be read: " + reason;
    }
}
