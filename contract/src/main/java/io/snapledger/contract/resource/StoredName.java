package io.snapledger.contract.resource;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name under which a fact or an outcome is stored and published. It never changes and is never
 * reused, so classes may move. The part before the last dot is the resource type.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface StoredName {

    /** For example {@code group-snapshot.taken}. */
    String value();

    /** Raised when meaning or shape changes; a new nullable component keeps it. */
    int version() default 1;
}
