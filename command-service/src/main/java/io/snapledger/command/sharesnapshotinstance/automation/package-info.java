/** What happens to share snapshot instances because something happened. */
@NullMarked
package io.snapledger.command.sharesnapshotinstance.automation;

import org.jspecify.annotations.NullMarked;
