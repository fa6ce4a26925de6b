/** Share types. */
@NullMarked
package io.snapledger.contract.sharetype;

import org.jspecify.annotations.NullMarked;
