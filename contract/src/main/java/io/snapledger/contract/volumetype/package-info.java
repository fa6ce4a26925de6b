/** Volume types. */
@NullMarked
package io.snapledger.contract.volumetype;

import org.jspecify.annotations.NullMarked;
