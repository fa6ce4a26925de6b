package io.snapledger.gateway.quota;

import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.schema.Python;

/** What a project or a class may be called that is given limits. */
final class QuotaNames {

    private static final int MAX_LENGTH = 255;

    private QuotaNames() {}

    /** No text in the database holds a NUL. */
    static void requireStorable(String name) {
        if (name.indexOf('\0') >= 0) {
            throw Fault.badRequest();
        }
    }

    // cinder/utils.py, check_string_length; without the words that InvalidInput puts before it.
    static void requireLength(String what, String name) {
        int length = Python.length(name);
        if (length > MAX_LENGTH) {
            throw Fault.badRequest(
                    "%s has %d characters, more than %d.".formatted(what, length, MAX_LENGTH));
        }
    }
}
