package io.snapledger.contract.resource;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds a constant by the word that is written for it: each row of a list is such a question. */
public final class ByWord {

    private ByWord() {}

    /** The constants by their words, each of which is another one. */
    public static <E extends Enum<E>> Map<String, E> of(E[] constants, Function<E, String> word) {
        return Arrays.stream(constants).collect(Collectors.toMap(word, constant -> constant));
    }
}
