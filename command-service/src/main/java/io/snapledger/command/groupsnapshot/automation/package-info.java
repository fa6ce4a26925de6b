/** What happens to group snapshots because something happened. */
@NullMarked
package io.snapledger.command.groupsnapshot.automation;

import org.jspecify.annotations.NullMarked;
