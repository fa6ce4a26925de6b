package io.snapledger.gateway.edge;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The handler of a POST that creates: under an {@code Idempotency-Key} it is carried out once, and
 * repetitions are answered as it was. What sets or changes something comes to the same when it is
 * done again, so other handlers take no notice of a key.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Creates {}
