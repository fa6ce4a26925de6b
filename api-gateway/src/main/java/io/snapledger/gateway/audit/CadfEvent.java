package io.snapledger.gateway.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event record as in DMTF's DSP0262, with the members that OpenStack's pycadf and Keystone give
 * it, in pycadf's names.
 *
 * @param typeUri the standard's version
 * @param eventType always {@code activity}: something was done, not measured, and not by a policy
 * @param eventTime when, with an offset
 * @param name the stored name of the event
 */
record CadfEvent(
        @JsonProperty("typeURI") String typeUri,
        @JsonProperty("eventType") String eventType,
        String id,
        @JsonProperty("eventTime") String eventTime,
        String action,
        String outcome,
        Initiator initiator,
        Target target,
        Observer observer,
        Reason reason,
        String name,
        List<String> tags,
        List<Attachment> attachments) {

    /**
     * Who did it.
     *
     * @param projectId of the token, as Keystone adds it
     * @param requestId of the request at the root of it all, as Keystone adds it
     * @param globalRequestId under which that request travelled through several services
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Initiator(
            String id,
            @JsonProperty("typeURI") String typeUri,
            @Nullable Host host,
            @Nullable String projectId,
            String requestId,
            @Nullable String globalRequestId,
            @Nullable List<Attachment> attachments) {}

    /** From where. */
    record Host(String address) {}

    /**
     * What it was done to.
     *
     * @param projectId of its owner
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Target(String id, @JsonProperty("typeURI") String typeUri, @Nullable String projectId) {}

    /** Who tells of it. */
    record Observer(String id, @JsonProperty("typeURI") String typeUri, String name) {}

    /**
     * Why.
     *
     * @param reasonType what the code is one of
     */
    record Reason(
            @JsonProperty("reasonType") String reasonType,
            @JsonProperty("reasonCode") String reasonCode) {}

    /** What the standard has no member for. */
    record Attachment(@JsonProperty("typeURI") String typeUri, String name, Object content) {}

    /** The change itself. */
    record Change(
            long position,
            String event,
            @Nullable String from,
            String to,
            String cause,
            @Nullable String reason) {}
}
