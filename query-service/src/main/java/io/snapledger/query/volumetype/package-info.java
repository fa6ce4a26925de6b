/** Volume types as they are shown. */
@NullMarked
package io.snapledger.query.volumetype;

import org.jspecify.annotations.NullMarked;
