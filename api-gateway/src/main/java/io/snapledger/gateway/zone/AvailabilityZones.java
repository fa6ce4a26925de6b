package io.snapledger.gateway.zone;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where storage can be: in one zone, under the name that Cinder gives its first one. */
@Component
public final class AvailabilityZones {

    private static final String ONLY = "nova";

    /** All that there are. */
    public List<String> all() {
        return List.of(ONLY);
    }

    /** Where storage is, if nobody says otherwise. */
    public String byDefault() {
        return ONLY;
    }

    /** The zone of that name; empty if there is none; the only one, if none is asked for. */
    public Optional<String> zone(@Nullable String asked) {
        return asked == null || asked.equals(ONLY) ? Optional.of(ONLY) : Optional.empty();
    }
}
