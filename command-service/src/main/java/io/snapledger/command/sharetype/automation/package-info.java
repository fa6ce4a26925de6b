/** What happens to share types because something happened. */
@NullMarked
package io.snapledger.command.sharetype.automation;

import org.jspecify.annotations.NullMarked;
