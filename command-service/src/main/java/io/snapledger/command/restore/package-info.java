/** Whether the event log is as far as others have seen it, which after a restore it may not be. */
@NullMarked
package io.snapledger.command.restore;

import org.jspecify.annotations.NullMarked;
