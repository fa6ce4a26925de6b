package io.snapledger.gateway.edge;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * A controller of the Cinder API. Its paths are below {@code /v3}, with and without a project id
 * (cinder/api/openstack/wsgi.py, APIMapper.create_route), at every microversion.
 *
 * <p>A handler method may take a {@link io.snapledger.gateway.caller.Caller}, a {@link
 * io.snapledger.gateway.microversion.Microversion}, a {@link io.snapledger.gateway.json.JsonBody},
 * {@link io.snapledger.gateway.list.QueryParameters}, {@link io.snapledger.gateway.links.Links} and
 * an {@link io.snapledger.gateway.write.AuditReason}. See also {@link Action}, {@link Creates},
 * {@link NotServed}, {@link EmptyJson} and {@link io.snapledger.gateway.microversion.Since}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Versioned
@RestController
@RequestMapping({"/v3/{project_id:[0-9a-f\\-]+}", "/v3"})
public @interface CinderApi {}
