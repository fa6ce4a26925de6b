/** Decisions over volumes, and what other slices may ask of them. */
@NullMarked
package io.snapledger.command.volume;

import org.jspecify.annotations.NullMarked;
