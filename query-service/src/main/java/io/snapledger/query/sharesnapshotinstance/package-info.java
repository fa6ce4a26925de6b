/** Share snapshot instances as they are shown. */
@NullMarked
package io.snapledger.query.sharesnapshotinstance;

import org.jspecify.annotations.NullMarked;
