/** Decisions over shares, and what other slices may ask of them. */
@NullMarked
package io.snapledger.command.share;

import org.jspecify.annotations.NullMarked;
