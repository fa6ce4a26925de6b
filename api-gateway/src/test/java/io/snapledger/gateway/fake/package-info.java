/** Stand-ins for what the gateway is given, and a gateway that runs on them. */
@NullMarked
package io.snapledger.gateway.fake;

import org.jspecify.annotations.NullMarked;
