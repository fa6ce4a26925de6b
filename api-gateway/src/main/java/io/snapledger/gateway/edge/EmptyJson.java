package io.snapledger.gateway.edge;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A void method whose empty answer is called JSON, and has the id that goes with JSON; without it
 * an empty answer is text/html. Upstream does the one where a method returns nothing, the other
 * where it returns a webob.Response.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface EmptyJson {}
