/** Refused attempts, put down in the event log. */
@NullMarked
package io.snapledger.command.refusedattempt;

import org.jspecify.annotations.NullMarked;
