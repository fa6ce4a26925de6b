/** Group snapshots: cinder/api/v3/group_snapshots.py. */
@NullMarked
package io.snapledger.gateway.groupsnapshot;

import org.jspecify.annotations.NullMarked;
