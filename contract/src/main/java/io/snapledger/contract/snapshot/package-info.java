/** Volume snapshots: single ones, and the members of group snapshots. */
@NullMarked
package io.snapledger.contract.snapshot;

import org.jspecify.annotations.NullMarked;
