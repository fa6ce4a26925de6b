package io.snapledger.standalone.folder;

import io.snapledger.standalone.failure.CannotStart;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes folders, or says in a person's words why not. */
public final class Folders {

    private Folders() {}

    /**
     * Makes a folder, for its owner only, unless it is there.
     *
     * @param title what the folder is, as the beginning of a sentence
     */
    public static void make(String title, Path folder) {
        try {
            Files.createDirectories(folder, onlyOwnerMayEnter(folder));
        } catch (IOException e) {
            throw cannotUse(title, folder, e);
        }
    }

    static CannotStart cannotUse(String title, Path folder, IOException cause) {
        String what = title + " " + folder;
        return switch (cause) {
            case FileAlreadyExistsException _, NotDirectoryException _ ->
                    new CannotStart(what + " is not a directory", cause);
            case AccessDeniedException _ ->
                    new CannotStart(what + " cannot be written to: permission denied", cause);
            case FileSystemException e when e.getReason() != null ->
                    new CannotStart(what + " cannot be written to: " + e.getReason(), cause);
            default -> new CannotStart(what + " cannot be written to: " + cause, cause);
        };
    }

    private static FileAttribute<?>[] onlyOwnerMayEnter(Path folder) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }
}
