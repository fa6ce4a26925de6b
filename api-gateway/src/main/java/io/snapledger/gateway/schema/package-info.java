/** Checks of request bodies, in upstream's order and with upstream's words. */
@NullMarked
package io.snapledger.gateway.schema;

import org.jspecify.annotations.NullMarked;
