/** What happens to groups because something happened. */
@NullMarked
package io.snapledger.command.group.automation;

import org.jspecify.annotations.NullMarked;
