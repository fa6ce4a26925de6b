/** What happens to volume types because something happened. */
@NullMarked
package io.snapledger.command.volumetype.automation;

import org.jspecify.annotations.NullMarked;
