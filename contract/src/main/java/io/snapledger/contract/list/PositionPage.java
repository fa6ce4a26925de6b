package io.snapledger.contract.list;

import org.jspecify.annotations.Nullable;

/**
 * Which part is asked of a list that is ordered by the events' positions in the store.
 *
 * @param ascending oldest first
 * @param after only what comes after this position in that order, exclusive; null: from the start
 * @param limit no more rows than this
 */
public record PositionPage(boolean ascending, @Nullable Long after, int limit) {}
