/** {@code /os-quota-sets}, {@code /os-quota-class-sets} and {@code /limits}. */
@NullMarked
package io.snapledger.gateway.quota;

import org.jspecify.annotations.NullMarked;
