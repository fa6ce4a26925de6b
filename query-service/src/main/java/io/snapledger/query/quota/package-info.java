/** Quotas as they are shown. */
@NullMarked
package io.snapledger.query.quota;

import org.jspecify.annotations.NullMarked;
