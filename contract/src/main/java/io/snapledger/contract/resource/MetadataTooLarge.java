package io.snapledger.contract.resource;

import io.snapledger.contract.refusal.Refused;

/**
 * A resource's metadata would be more than it may hold.
 *
 * @param bytes of all keys and values together, in UTF-8
 * @param limit how many there may be
 */
public record MetadataTooLarge(int bytes, int limit) implements Refused {

    @Override
    public String sentence() {
        return "the metadata has %d bytes, more than %d".formatted(bytes, limit);
    }
}
