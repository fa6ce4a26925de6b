/** The history of status changes, as it is read. */
@NullMarked
package io.snapledger.contract.audit;

import org.jspecify.annotations.NullMarked;
