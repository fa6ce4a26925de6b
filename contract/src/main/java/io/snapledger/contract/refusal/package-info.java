/** How a command is turned down. */
@NullMarked
package io.snapledger.contract.refusal;

import org.jspecify.annotations.NullMarked;
