/** What the log and what waits look like from outside, in figures. */
@NullMarked
package io.snapledger.command.figures;

import org.jspecify.annotations.NullMarked;
