/** The service that shows: views of what the event log says, and the interfaces to read them. */
@NullMarked
package io.snapledger.query;

import org.jspecify.annotations.NullMarked;
