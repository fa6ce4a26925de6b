/** Share snapshots as they are shown. */
@NullMarked
package io.snapledger.query.sharesnapshot;

import org.jspecify.annotations.NullMarked;
