/** Making views again from the event log while they are read. */
@NullMarked
package io.snapledger.contract.rebuild;

import org.jspecify.annotations.NullMarked;
