/** Shares as they are shown. */
@NullMarked
package io.snapledger.query.share;

import org.jspecify.annotations.NullMarked;
