/** What goes on beside the requests, from the start of a service to its stop. */
@NullMarked
package io.snapledger.eventlog.background;

import org.jspecify.annotations.NullMarked;
