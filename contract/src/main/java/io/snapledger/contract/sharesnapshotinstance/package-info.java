/** Share snapshot instances: where a share snapshot lives, one for each instance of its share. */
@NullMarked
package io.snapledger.contract.sharesnapshotinstance;

import org.jspecify.annotations.NullMarked;
