package io.snapledger.command.sharetype;

import io.snapledger.command.axon.Aggregates;
import io.snapledger.command.sharetype.domain.ShareType;
import io.snapledger.contract.sharetype.ShareTypeId;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What other slices may ask about share types. */
@Component
public class ShareTypes {

    static final String KIND = "share-type";

    private final Aggregates<ShareType> aggregates;

    ShareTypes(Aggregates<ShareType> aggregates) {
        this.aggregates = aggregates;
    }

    /** The extra specs of a type; empty if there is no such type. */
    public Optional<Map<String, String>> specs(ShareTypeId id) {
        return aggregates.find(id).map(type -> type.invoke(ShareType::specs));
    }
}
