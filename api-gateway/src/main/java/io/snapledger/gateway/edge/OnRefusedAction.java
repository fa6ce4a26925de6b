package io.snapledger.gateway.edge;

/** Hears of every refused action before its answer is sent; what it does must not take long. */
@FunctionalInterface
public interface OnRefusedAction {

    void refused(RefusedAction refused);
}
