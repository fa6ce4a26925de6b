/** The side that decides: it takes commands, stores their outcomes as events and publishes them. */
@NullMarked
package io.snapledger.command;

import org.jspecify.annotations.NullMarked;
