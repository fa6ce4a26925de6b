/** Quotas: what projects may use at most, and what they use. */
@NullMarked
package io.snapledger.contract.quota;

import org.jspecify.annotations.NullMarked;
