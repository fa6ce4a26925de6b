/** What happens to share snapshots because something happened. */
@NullMarked
package io.snapledger.command.sharesnapshot.automation;

import org.jspecify.annotations.NullMarked;
