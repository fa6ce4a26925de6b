package io.snapledger.gateway.proxy;

import java.net.InetAddress;
import java.util.Optional;

/** Addresses that begin with the same bits. */
final class AddressRange {

    private final byte[] first;
    private final int bits;

    private AddressRange(byte[] first, int bits) {
        this.first = first;
        this.bits = bits;
    }

    /**
     * Reads {@code 10.0.0.0/8}, {@code 2001:db8::/32} or a single address.
     *
     * @throws IllegalArgumentException if it is none
     */
    static AddressRange of(String text) {
        String[] parts = text.strip().split("/", 2);
        byte[] first =
                address(parts[0])
                        .map(InetAddress::getAddress)
                        .orElseThrow(() ->
                                new IllegalArgumentException("\"" + text + "\" is not an address"));
        int all = first.length * Byte.SIZE;
        int bits = parts.length == 1 ? all : bits(text, parts[1]);
        if (bits > all) {
            throw new IllegalArgumentException("\"" + text + "\" is not a range of addresses");
        }
        return new AddressRange(first, bits);
    }

    private static int bits(String text, String number) {
        if (!number.matches("\\d{1,3}")) {
            throw new IllegalArgumentException("\"" + text + "\" is not a range of addresses");
        }
        return Integer.parseInt(number);
    }

    /** The address that the text is; names are never looked up. */
    static Optional<InetAddress> address(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    boolean contains(InetAddress address) {
        byte[] other = address.getAddress();
        if (other.length != first.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            if (((first[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
