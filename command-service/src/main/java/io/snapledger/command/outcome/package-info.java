/** How what the agents say comes back. */
@NullMarked
package io.snapledger.command.outcome;

import org.jspecify.annotations.NullMarked;
