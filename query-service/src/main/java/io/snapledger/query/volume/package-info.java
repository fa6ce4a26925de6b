/** Volumes as they are shown. */
@NullMarked
package io.snapledger.query.volume;

import org.jspecify.annotations.NullMarked;
