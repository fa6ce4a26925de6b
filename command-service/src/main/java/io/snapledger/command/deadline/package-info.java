/** Nothing stays in a passing status for ever. */
@NullMarked
package io.snapledger.command.deadline;

import org.jspecify.annotations.NullMarked;
