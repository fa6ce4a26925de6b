package io.snapledger.gateway.microversion;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A handler that, before a version, is there only for requests that ask for experiments with {@code
 * X-OpenStack-Manila-API-Experimental}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Experimental {

    /** The version at which it ceased to be one; empty if it still is. */
    String before() default "";
}
