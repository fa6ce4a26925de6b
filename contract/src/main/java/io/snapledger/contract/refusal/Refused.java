package io.snapledger.contract.refusal;

/** Why a command was turned down. Each slice has a sealed family of its own. */
public interface Refused {

    /** What was asked and what stood in the way, in one sentence for a log. */
    String sentence();
}
