/** Snapshots of shares. */
@NullMarked
package io.snapledger.contract.sharesnapshot;

import org.jspecify.annotations.NullMarked;
