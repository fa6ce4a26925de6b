/** Signs what the event log holds, so that a later change of it shows. */
@NullMarked
package io.snapledger.command.proof;

import org.jspecify.annotations.NullMarked;
