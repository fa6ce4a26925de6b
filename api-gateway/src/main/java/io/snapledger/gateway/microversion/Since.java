package io.snapledger.gateway.microversion;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The versions at which a handler is there; at others it answers as if it were not. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Since {

    /** The first: a constant of {@link CinderVersions} or of {@link ManilaVersions}. */
    String value();

    /** The last; empty if it stayed. */
    String until() default "";
}
