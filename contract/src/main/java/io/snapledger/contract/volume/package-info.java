/** Volumes. */
@NullMarked
package io.snapledger.contract.volume;

import org.jspecify.annotations.NullMarked;
