/** Volume snapshots: cinder/api/v3/snapshots.py. */
@NullMarked
package io.snapledger.gateway.snapshot;

import org.jspecify.annotations.NullMarked;
