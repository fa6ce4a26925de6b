/** How far the views have come, and waiting for it. */
@NullMarked
package io.snapledger.query.readposition;

import org.jspecify.annotations.NullMarked;
