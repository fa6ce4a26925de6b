/** Decisions over group types, and what other slices may ask of them. */
@NullMarked
package io.snapledger.command.grouptype;

import org.jspecify.annotations.NullMarked;
