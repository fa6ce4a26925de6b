package io.snapledger.gateway.metadata;

import io.snapledger.contract.refusal.Refused;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.contract.resource.MetadataTooLarge;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.fault.RefusalFaults;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** How a refusal of too much metadata is told; upstream has the words, and no limit. */
@Component
public final class MetadataFaults implements RefusalFaults {

    // cinder/exception.py, InvalidVolumeMetadataSize
    @Override
    public Optional<Fault> fault(Refused refused) {
        return text(refused).map(text -> Fault.of(413, text));
    }

    @Override
    public Optional<String> text(Refused refused) {
        return refused instanceof MetadataTooLarge tooLarge
                ? Optional.of("Invalid metadata size: " + tooLarge.sentence() + ".")
                : Optional.empty();
    }

    // manila/api/v2/metadata.py: InvalidMetadataSize
    /** The same in the words of the shared file systems' API; anything else as it is. */
    public static RuntimeException ofManila(RefusedException refused) {
        return refused.refused() instanceof MetadataTooLarge tooLarge
                ? Fault.badRequest("Invalid metadata size: " + tooLarge.sentence() + ".")
                : refused;
    }
}
