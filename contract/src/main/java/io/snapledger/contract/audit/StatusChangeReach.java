package io.snapledger.contract.audit;

/**
 * How far the trail of status changes has come.
 *
 * @param settled every change at or below this position is there, and none will be added: who reads
 *     up to it and goes on from it misses nothing and sees nothing twice
 * @param last the highest position that was looked at; below it some may still be to come
 */
public record StatusChangeReach(long settled, long last) {}
