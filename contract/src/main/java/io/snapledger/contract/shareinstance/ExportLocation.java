package io.snapledger.contract.shareinstance;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Under which path clients reach something.
 *
 * @param id made of what it belongs to and of the path, so that a repeated outcome names the same
 */
public record ExportLocation(UUID id, String path, boolean isAdminOnly, boolean preferred) {

    /** Those of something, open to everybody; the first one is the one to prefer. */
    public static List<ExportLocation> of(UUID owner, @Nullable List<String> paths) {
        if (paths == null) {
            return List.of();
        }
        return paths.stream()
                .distinct()
                .map(path ->
                        new ExportLocation(
                                UUID.nameUUIDFromBytes(
                                        (owner + "/" + path).getBytes(StandardCharsets.UTF_8)),
                                path,
                                false,
                                path.equals(paths.getFirst())))
                .toList();
    }
}
