/** The audit trail, an API of our own beside OpenStack's. */
@NullMarked
package io.snapledger.gateway.audit;

import org.jspecify.annotations.NullMarked;
