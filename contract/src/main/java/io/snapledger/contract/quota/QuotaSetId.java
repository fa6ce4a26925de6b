package io.snapledger.contract.quota;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.snapledger.contract.resource.ResourceId;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Identifies the limits of one scope. Unlike other ids it is made of the scope's name, so that two
 * who set the first limit of a project at once mean the same limits.
 */
public record QuotaSetId(@JsonValue UUID value) implements ResourceId {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public QuotaSetId {}

    public static QuotaSetId of(QuotaScope scope) {
        return new QuotaSetId(
                UUID.nameUUIDFromBytes(
                        ("quota-set/"
                                        + within(scope.catalogue())
                                        + scope.kind().word()
                                        + "/"
                                        + scope.name())
                                .getBytes(StandardCharsets.UTF_8)));
    }

    // Ids are for ever, and those of block storage are from when there was nothing else.
    private static String within(QuotaCatalogue catalogue) {
        return switch (catalogue) {
            case BLOCK_STORAGE -> "";
            case SHARED_FILE_SYSTEM -> catalogue.word() + "/";
        };
    }

    // Axon files a resource's events under this text.
    @Override
    public String toString() {
        return value.toString();
    }
}
