/** Every refusal that a client can see, and how it is written. */
@NullMarked
package io.snapledger.gateway.fault;

import org.jspecify.annotations.NullMarked;
