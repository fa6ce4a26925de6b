/** Decisions over share snapshots, and what other slices may ask of them. */
@NullMarked
package io.snapledger.command.sharesnapshot;

import org.jspecify.annotations.NullMarked;
