/** Group snapshots. */
@NullMarked
package io.snapledger.contract.groupsnapshot;

import org.jspecify.annotations.NullMarked;
