/** Share snapshot instances: manila/api/v2/share_snapshot_instances.py. */
@NullMarked
package io.snapledger.gateway.sharesnapshotinstance;

import org.jspecify.annotations.NullMarked;
