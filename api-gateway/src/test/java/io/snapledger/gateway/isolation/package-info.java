/** Every route, and who may use it. */
@NullMarked
package io.snapledger.gateway.isolation;

import org.jspecify.annotations.NullMarked;
