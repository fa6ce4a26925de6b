/** What happens to volume snapshots because something happened. */
@NullMarked
package io.snapledger.command.snapshot.automation;

import org.jspecify.annotations.NullMarked;
