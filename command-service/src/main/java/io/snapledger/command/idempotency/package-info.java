/** A request that is repeated under its key is carried out once, whichever instance it reaches. */
@NullMarked
package io.snapledger.command.idempotency;

import org.jspecify.annotations.NullMarked;
