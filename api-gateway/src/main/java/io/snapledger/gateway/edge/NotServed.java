package io.snapledger.gateway.edge;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A route that upstream's router makes for every resource, though this resource has no such
 * operation; its method never runs. cinder/api/openstack/wsgi.py, Resource.get_method.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface NotServed {

    /** The name of the operation if the answer is 400, empty if it is 404. */
    String action() default "";
}
