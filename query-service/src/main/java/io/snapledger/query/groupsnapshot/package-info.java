/** Group snapshots as they are shown. */
@NullMarked
package io.snapledger.query.groupsnapshot;

import org.jspecify.annotations.NullMarked;
