package io.snapledger.contract.idempotency;

/**
 * The answer that a request got when it was first carried out; the result of a command that repeats
 * it.
 *
 * @param body as it was sent, with the resource as it was then
 * @param position of the last event of that first time
 */
public record KeptAnswer(int status, String body, long position) {}
