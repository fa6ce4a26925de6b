package io.snapledger.contract.idempotency;

/**
 * Asks what a key's request was answered; the caller is the command's origin. The result is a
 * {@link KeptAnswer}, or null if that request was never granted or that is too long ago. Refused
 * with {@link IdempotencyRefused.KeyReused}.
 */
public record FindAnswer(String key, String fingerprint) {}
