package io.snapledger.contract.rebuild;

/**
 * What came of asking for a rebuild.
 *
 * @param begun false where one of that view is running already
 * @param rebuild the one that runs now
 */
public record RebuildAnswer(boolean begun, RebuildView rebuild) {}
