package io.snapledger.gateway.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the rules of the shared file systems' API are read; all else is as for the others.
 *
 * @param file the operator's rules, YAML or JSON; null: none
 * @param dirs folders with more of them, each file after the one before
 */
@ConfigurationProperties("snapledger.policy.shared-file-system")
public record ManilaPolicyProperties(@Nullable String file, @DefaultValue List<String> dirs) {

    public ManilaPolicyProperties {
        dirs = List.copyOf(dirs);
    }
}
