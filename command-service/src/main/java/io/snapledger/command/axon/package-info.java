/**
 * How Axon runs here: in Spring's transactions, on our event log, with retries where they are safe.
 */
@NullMarked
package io.snapledger.command.axon;

import org.jspecify.annotations.NullMarked;
