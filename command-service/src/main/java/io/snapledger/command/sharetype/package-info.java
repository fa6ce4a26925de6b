/** Decisions over share types, and what other slices may ask of them. */
@NullMarked
package io.snapledger.command.sharetype;

import org.jspecify.annotations.NullMarked;
