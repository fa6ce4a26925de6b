/** The storage agents themselves. */
@NullMarked
package io.snapledger.contract.agent;

import org.jspecify.annotations.NullMarked;
