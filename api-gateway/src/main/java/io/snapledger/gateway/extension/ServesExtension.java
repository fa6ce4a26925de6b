package io.snapledger.gateway.extension;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Stands on the controller that serves what upstream calls an extension, so that the list of
 * extensions is the list of what is there. The words are those of its descriptor in
 * cinder/api/contrib.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(ServesExtension.All.class)
public @interface ServesExtension {

    /** What clients look for. */
    String alias();

    String name();

    String description();

    /** As upstream writes it, offset included. */
    String updated();

    /** Several on one controller. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface All {

        ServesExtension[] value();
    }
}
