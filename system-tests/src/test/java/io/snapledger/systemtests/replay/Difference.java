package io.snapledger.systemtests.replay;

/** One respect in which an answer is not the recorded one. */
record Difference(String where, String expected, String got) {

    @Override
    public String toString() {
        return "%s: expected %s, got %s".formatted(where, expected, got);
    }
}
