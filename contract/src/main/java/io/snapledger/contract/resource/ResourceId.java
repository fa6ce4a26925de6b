package io.snapledger.contract.resource;

import java.util.UUID;

/** Identifies one resource for ever; prints as the bare, lower-case UUID. */
public interface ResourceId {

    /** The UUID, version 4, made by the service. */
    UUID value();
}
