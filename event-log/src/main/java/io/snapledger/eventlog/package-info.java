/**
 * The event log: how events lie in PostgreSQL and how they are read from there, the same for the
 * side that decides and the side that shows. It knows no resource.
 */
@NullMarked
package io.snapledger.eventlog;

import org.jspecify.annotations.NullMarked;
