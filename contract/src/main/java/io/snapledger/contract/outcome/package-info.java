/** What a storage agent says about the work it was asked for. */
@NullMarked
package io.snapledger.contract.outcome;

import org.jspecify.annotations.NullMarked;
