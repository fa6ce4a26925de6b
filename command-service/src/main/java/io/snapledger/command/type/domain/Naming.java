package io.snapledger.command.type.domain;

import org.jspecify.annotations.Nullable;

/**
 * How a type presents itself.
 *
 * @param isPublic whether everybody may use it
 */
public record Naming(String name, @Nullable String description, boolean isPublic) {

    /** Changes what is given, and leaves alone what is null. */
    public Naming with(
            @Nullable String newName,
            @Nullable String newDescription,
            @Nullable Boolean newIsPublic) {
        return new Naming(
                newName == null ? name : newName,
                newDescription == null ? description : newDescription,
                newIsPublic == null ? isPublic : newIsPublic);
    }
}
