package io.snapledger.gateway.caller.keystone;

/** What can be a token at all; nobody is asked about anything else. */
final class TokenForm {

    /**
     * Keystone's own are at most 255 characters by default and somewhat longer signed ones; a
     * request line or header beyond a few thousand makes web servers give up the connection.
     */
    private static final int LONGEST = 2048;

    private TokenForm() {}

    static boolean holds(String token) {
        return !token.isEmpty()
                && token.length() <= LONGEST
                && token.chars().allMatch(letter -> letter > ' ' && letter < 0x7f);
    }
}
