/** Decisions over groups, and what other slices may ask of them. */
@NullMarked
package io.snapledger.command.group;

import org.jspecify.annotations.NullMarked;
