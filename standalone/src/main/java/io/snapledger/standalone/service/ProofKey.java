package io.snapledger.standalone.service;

import io.snapledger.command.CommandServiceApplication;
import io.snapledger.standalone.failure.CannotStart;
import io.snapledger.standalone.folder.Folders;
import java.io.IOException;
import java.nio.file.Path;

/** The key that roots over the events are signed with, made at the first start. */
final class ProofKey {

    private ProofKey() {}

    /**
     * Where it is; the public key is beside it.
     *
     * @throws CannotStart if it is not there and cannot be made
     */
    static Path in(Path dataFolder) {
        Path folder = folderIn(dataFolder);
        Path key = folder.resolve("signing-key.pem");
        Folders.make("The folder of the signing key", folder);
        try {
            CommandServiceApplication.createSigningKeyUnlessThere(key, publicIn(dataFolder));
        } catch (IOException e) {
            throw new CannotStart("The signing key cannot be written to " + folder + ": " + e, e);
        }
        return key;
    }

    /** Where its public key is. */
    static Path publicIn(Path dataFolder) {
        return folderIn(dataFolder).resolve("public-key.pem");
    }

    private static Path folderIn(Path dataFolder) {
        return dataFolder.resolve("proof");
    }
}
