/** Who may do what: upstream's rule names, written in oslo.policy's rule language. */
@NullMarked
package io.snapledger.gateway.policy;

import org.jspecify.annotations.NullMarked;
