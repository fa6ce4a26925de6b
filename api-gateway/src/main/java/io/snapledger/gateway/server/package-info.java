/** What Tomcat itself must do the way the rest of the gateway does. */
@NullMarked
package io.snapledger.gateway.server;

import org.jspecify.annotations.NullMarked;
