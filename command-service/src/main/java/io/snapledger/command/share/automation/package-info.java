/** What happens to shares because something happened. */
@NullMarked
package io.snapledger.command.share.automation;

import org.jspecify.annotations.NullMarked;
