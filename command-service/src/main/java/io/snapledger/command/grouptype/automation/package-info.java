/** What happens to group types because something happened. */
@NullMarked
package io.snapledger.command.grouptype.automation;

import org.jspecify.annotations.NullMarked;
