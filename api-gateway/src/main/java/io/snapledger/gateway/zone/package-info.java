/** Where storage can be. */
@NullMarked
package io.snapledger.gateway.zone;

import org.jspecify.annotations.NullMarked;
