package io.snapledger.gateway.edge;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * A controller of the Manila API: its paths are below {@code /v2}, with and without a project id
 * (manila/api/openstack/__init__.py, ProjectMapper). All else is as with {@link CinderApi}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Versioned
@RestController
@RequestMapping({"/v2/{project_id:[0-9a-f\\-]+}", "/v2"})
public @interface ManilaApi {}
