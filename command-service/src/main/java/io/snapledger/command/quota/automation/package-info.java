/** What happens to quotas because something happened. */
@NullMarked
package io.snapledger.command.quota.automation;

import org.jspecify.annotations.NullMarked;
