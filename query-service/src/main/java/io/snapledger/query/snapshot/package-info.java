/** Volume snapshots as they are shown. */
@NullMarked
package io.snapledger.query.snapshot;

import org.jspecify.annotations.NullMarked;
