/** What the read side promises about its freshness. */
@NullMarked
package io.snapledger.contract.read;

import org.jspecify.annotations.NullMarked;
