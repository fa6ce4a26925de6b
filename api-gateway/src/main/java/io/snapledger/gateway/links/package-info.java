/** Addresses in answers. */
@NullMarked
package io.snapledger.gateway.links;

import org.jspecify.annotations.NullMarked;
