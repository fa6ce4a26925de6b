/** Decisions over share snapshot instances, and what other slices may ask of them. */
@NullMarked
package io.snapledger.command.sharesnapshotinstance;

import org.jspecify.annotations.NullMarked;
