/** The health check for load balancers, and what the actuator may show. */
@NullMarked
package io.snapledger.gateway.health;

import org.jspecify.annotations.NullMarked;
