package io.snapledger.gateway.policy;

import io.snapledger.gateway.api.Api;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where rules are read, and how.
 *
 * @param enforceNewDefaults whether roles are told apart; if not, each rule's older default lets
 *     callers through as well, as Cinder's Zed release does
 * @param file the operator's rules, YAML or JSON; null: none
 * @param dirs folders with more of them, each file after the one before
 * @param defaultRule the rule that stands in for those that others refer to and nobody defines
 * @param reload how often the files are looked at
 */
@ConfigurationProperties("snapledger.policy")
public record PolicyProperties(
        @DefaultValue("true") boolean enforceNewDefaults,
        @Nullable String file,
        @DefaultValue List<String> dirs,
        @DefaultValue("default") String defaultRule,
        @DefaultValue("1s") Duration reload) {

    public PolicyProperties {
        dirs = List.copyOf(dirs);
        if (reload.isNegative() || reload.isZero()) {
            throw new IllegalArgumentException("snapledger.policy.reload has to be positive");
        }
    }

    /** The same for one API, with its own files. */
    PolicyProperties with(Api api, ManilaPolicyProperties manila) {
        return switch (api) {
            case BLOCK_STORAGE -> this;
            case SHARED_FILE_SYSTEM -> with(manila.file(), manila.dirs());
        };
    }

    private PolicyProperties with(@Nullable String otherFile, List<String> otherDirs) {
        return new PolicyProperties(enforceNewDefaults, otherFile, otherDirs, defaultRule, reload);
    }
}
