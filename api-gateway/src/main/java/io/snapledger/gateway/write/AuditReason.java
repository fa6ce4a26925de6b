package io.snapledger.gateway.write;

import org.jspecify.annotations.Nullable;

/** Why the caller says it does this: the header {@code X-Audit-Reason}, null if it was not sent. */
public record AuditReason(@Nullable String text) {

    public static final String HEADER = "X-Audit-Reason";
    public static final int MAX_LENGTH = 1024;
}
