package io.snapledger.gateway.microversion;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The version at which a handler was born; before it the handler answers as if it were not there.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Since {

    /** A constant of {@link CinderVersions}. */
    String value();
}
