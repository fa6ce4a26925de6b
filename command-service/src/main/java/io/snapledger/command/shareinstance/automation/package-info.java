/** What happens to share instances because something happened. */
@NullMarked
package io.snapledger.command.shareinstance.automation;

import org.jspecify.annotations.NullMarked;
