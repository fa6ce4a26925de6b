/** The service as its users see it: the OpenStack API, the history, the event topics. */
@NullMarked
package io.snapledger.systemtests.client;

import org.jspecify.annotations.NullMarked;
