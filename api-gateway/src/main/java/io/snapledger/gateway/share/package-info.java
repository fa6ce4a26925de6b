/** Shares: manila/api/v2/shares.py. */
@NullMarked
package io.snapledger.gateway.share;

import org.jspecify.annotations.NullMarked;
