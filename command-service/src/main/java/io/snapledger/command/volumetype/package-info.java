/** Decisions over volume types, and what other slices may ask of them. */
@NullMarked
package io.snapledger.command.volumetype;

import org.jspecify.annotations.NullMarked;
