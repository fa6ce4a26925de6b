package io.snapledger.gateway.caller;

import org.jspecify.annotations.Nullable;

/**
 * What a token is for, beside its project.
 *
 * @param domainId the domain of a token for a domain, else null
 * @param system whether the token is for the whole system
 * @param adminProject whether Keystone calls the token's project the administrators' one; it says
 *     nothing about it unless it is told which one that is, and then every project counts
 */
public record TokenScope(@Nullable String domainId, boolean system, boolean adminProject) {

    /** A token for a project, of a Keystone that knows no administrators' project. */
    public static final TokenScope PROJECT = new TokenScope(null, false, true);
}
