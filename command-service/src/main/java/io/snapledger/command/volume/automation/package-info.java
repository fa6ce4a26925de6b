/** What happens to volumes because something happened. */
@NullMarked
package io.snapledger.command.volume.automation;

import org.jspecify.annotations.NullMarked;
