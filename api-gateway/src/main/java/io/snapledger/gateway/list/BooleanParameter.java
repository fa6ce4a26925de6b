package io.snapledger.gateway.list;

import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.schema.Formats;

/** A parameter that is true or false: cinder/utils.py, get_bool_param. */
public final class BooleanParameter {

    private BooleanParameter() {}

    /**
     * What the parameter says; false if it is not there.
     *
     * @throws Fault 400 for any other word
     */
    public static boolean of(QueryParameters parameters, String key) {
        return parameters
                .last(key)
                .map(text ->
                        Formats.booleanText(text)
                                .orElseThrow(() ->
                                        Fault.badRequest(
                                                "Value '%s' for '%s' is not a boolean."
                                                        .formatted(text, key))))
                .orElse(false);
    }
}
