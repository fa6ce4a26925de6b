/** Share snapshots: manila/api/v2/share_snapshots.py. */
@NullMarked
package io.snapledger.gateway.sharesnapshot;

import org.jspecify.annotations.NullMarked;
