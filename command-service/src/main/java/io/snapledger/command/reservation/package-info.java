/** Look-ups of the deciding side, written in the transaction of the event they come from. */
@NullMarked
package io.snapledger.command.reservation;

import org.jspecify.annotations.NullMarked;
