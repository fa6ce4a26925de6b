/** How a request that its sender repeats under one key is carried out once and answered alike. */
@NullMarked
package io.snapledger.contract.idempotency;

import org.jspecify.annotations.NullMarked;
