package io.snapledger.gateway.caller.keystone;

import io.snapledger.gateway.api.Api;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which Keystone is asked about tokens, by whom, and for how long its answers count.
 *
 * @param authUrl where Keystone is, with or without the {@code /v3} at its end
 * @param username the service user
 * @param password its password, unless that is in a file
 * @param passwordFile a file with the password and nothing else, read at each login
 * @param userDomainId goes before the name
 * @param projectName the project in which the service user has its role
 * @param projectDomainId goes before the name
 * @param connectTimeout until a connection stands
 * @param timeout until a token's request has its answer, everything included
 * @param concurrentCalls how many tokens are asked about at once
 * @param sslBundle the name of a bundle below {@code spring.ssl.bundle}; null: the JVM's own trust
 * @param serviceTypes this service's names in Keystone's catalogue, for the access rules of
 *     application credentials
 * @param shareServiceTypes the names of its shared file systems' API there
 */
@Validated
@ConditionalOnProperty(name = "snapledger.auth.strategy", havingValue = "keystone")
@ConfigurationProperties("snapledger.auth.keystone")
public record KeystoneProperties(
        @NotNull URI authUrl,
        @NotBlank String username,
        @Nullable String password,
        @Nullable Path passwordFile,
        @DefaultValue("Default") String userDomainName,
        @Nullable String userDomainId,
        @DefaultValue("service") String projectName,
        @DefaultValue("Default") String projectDomainName,
        @Nullable String projectDomainId,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("10s") Duration timeout,
        @DefaultValue("32") @Positive int concurrentCalls,
        @Nullable String sslBundle,
        @DefaultValue({"volumev3", "block-storage"}) List<String> serviceTypes,
        @DefaultValue({"sharev2", "shared-file-system"}) List<String> shareServiceTypes,
        @DefaultValue @Valid ServiceTokens serviceTokens,
        @DefaultValue @Valid Cache cache,
        @DefaultValue @Valid Circuit circuit) {

    public KeystoneProperties {
        serviceTypes = List.copyOf(serviceTypes);
        shareServiceTypes = List.copyOf(shareServiceTypes);
    }

    /** The names of that API in the catalogue. */
    List<String> typesOf(Api api) {
        return switch (api) {
            case BLOCK_STORAGE -> serviceTypes;
            case SHARED_FILE_SYSTEM -> shareServiceTypes;
        };
    }

    /**
     * What an {@code X-Service-Token} has to be.
     *
     * @param roles a service has one of these; only then may the user's token have expired
     * @param required whether a valid token without such a role is refused instead of ignored
     */
    public record ServiceTokens(@DefaultValue("service") List<String> roles, boolean required) {
        public ServiceTokens {
            roles = List.copyOf(roles);
        }
    }

    /**
     * How long Keystone's answers count; each token is asked about again afterwards.
     *
     * @param validFor at most this long for a valid token, never beyond its own end
     * @param invalidFor this long for an unknown one
     */
    public record Cache(
            @DefaultValue("60s") Duration validFor,
            @DefaultValue("10000") @Positive int validTokens,
            @DefaultValue("10s") Duration invalidFor,
            @DefaultValue("10000") @Positive int invalidTokens) {}

    /**
     * When Keystone is left alone.
     *
     * @param failures so many calls are looked at, and if half of them failed it is
     * @param openFor for this long, then one call tries
     */
    public record Circuit(
            @DefaultValue("6") @Positive int failures, @DefaultValue("5s") Duration openFor) {}

    @AssertTrue(message = "snapledger.auth.keystone.auth-url has to be an http or https address")
    boolean isAuthUrlAnAddress() {
        return authUrl == null
                || (authUrl.getHost() != null
                        && ("http".equals(authUrl.getScheme())
                                || "https".equals(authUrl.getScheme())));
    }

    @AssertTrue(
            message =
                    "one of snapledger.auth.keystone.password and"
                            + " snapledger.auth.keystone.password-file is needed")
    boolean isPasswordGiven() {
        return (password == null) != (passwordFile == null);
    }

    @AssertTrue(message = "the times below snapledger.auth.keystone have to be longer than nothing")
    boolean isEveryTimePositive() {
        return connectTimeout.isPositive()
                && timeout.isPositive()
                && cache.validFor().isPositive()
                && cache.invalidFor().isPositive()
                && circuit.openFor().isPositive();
    }

    /** Where tokens are issued and looked up. */
    URI tokens(String query) {
        String base = authUrl.toString().replaceFirst("/+$", "");
        String versioned = base.endsWith("/v3") ? base : base + "/v3";
        return URI.create(versioned + "/auth/tokens?" + query);
    }

    /** The password, read anew where it is in a file, so that it can be changed there. */
    String secret() {
        if (passwordFile == null) {
            return password == null ? "" : password;
        }
        try {
            return Files.readString(passwordFile).strip();
        } catch (IOException unreadable) {
            throw KeystoneUnavailable.forAPersonToMend(
                    "the password file " + passwordFile + " cannot be read", unreadable);
        }
    }

    /** Everything but the password. */
    @Override
    public String toString() {
        return "KeystoneProperties[authUrl=%s, username=%s]".formatted(authUrl, username);
    }
}
